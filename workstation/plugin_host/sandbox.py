"""How a plugin's process is shut in: the same way as every process that sees bytes from outside."""

from __future__ import annotations

from workstation.sandbox import NO_FILES, held, restrict

__all__ = ["NO_FILES", "held", "restrict"]
