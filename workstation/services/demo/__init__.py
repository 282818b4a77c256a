"""The demo clinic: sixteen fictitious patients made from a seed, and the clinic they are imported into.

Everything here is synthetic. Each Patient carries the tag ``urn:consilia:demo|synthetic`` and a record number in the
identifier system ``urn:consilia:demo``; the CT says SYNTHETIC in its study description. Days count back from the day
the clinic is built, so its last results are always recent; the seed fixes everything else.

How the rooms find what they show:

- **Home blood pressure**: HL7 CardX Hypertension Management 1.0.0, profile *self-measured-bp*. An Observation of
  category ``vital-signs`` and code LOINC ``85354-9`` with components ``8480-6`` and ``8462-4`` (mm[Hg]), whose
  ``meta.profile`` names ``http://hl7.org/fhir/uv/cardx-htn-mng/StructureDefinition/self-measured-bp`` and whose
  ``performer`` is the Patient. ``performer`` being the subject tells home from office; office readings name a nurse.
- **Glucose sensor**: one Observation a day, LOINC ``105272-9`` (glucose in interstitial fluid, mmol/L),
  ``valueSampledData`` with ``period`` 300000 ms, ``E`` where the sensor was silent; ``effectivePeriod`` is the day.
- **ECG**: Observation LOINC ``11524-6`` with one component a lead (ISO 11073-10101, ``131329`` is lead I ...), each
  ``valueSampledData`` in mV; see ``services.demo.ecg_model``.
- **Level of consciousness** for NEWS2: Observation LOINC ``67775-7``, SNOMED CT ``248234008`` (mentally alert); oxygen
  is LOINC ``3151-8``, L/min, 0 on room air.
- **Family**: FamilyMemberHistory as ``workstation.exchange.family_history`` reads it.
- **Scan**: a CT series of a chest phantom with spheres of known size, written by ``workstation.exchange.dicom_write``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from workstation.services.demo.facts import HERO, PASSPHRASE, SEED, USERS, documented_passphrase, is_demo
from workstation.services.progress import Progress

__all__ = ["HERO", "PASSPHRASE", "SEED", "USERS", "build", "documented_passphrase", "is_demo"]


def build(data_dir: Path, progress: Progress | None = None, seed: int = SEED, today: date | None = None,
          passphrase: str = PASSPHRASE) -> None:
    """Makes the demo clinic in ``data_dir``, as a whole or not at all; ``passphrase`` opens it for each of its users.

    Raises StoreExists where a store lies there already, UserMistake for a folder with other things in it, Cancelled,
    DiskFull. ``today`` is the day the stories end on (default: the day of the build).
    """
    from workstation.services.demo import builder

    builder.build(data_dir, progress or Progress("The demo clinic"), seed, today or date.today(), passphrase)
