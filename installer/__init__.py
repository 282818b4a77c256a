"""Set-up, checks and packaging."""
