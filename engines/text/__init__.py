"""Text from outside reaches a screen, a page, a table, a query or a path only through these sinks."""
