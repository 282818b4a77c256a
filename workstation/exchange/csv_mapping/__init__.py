"""Tables (CSV) into FHIR R4 resources by a declarative mapping that a person wrote or checked; nothing is guessed."""
