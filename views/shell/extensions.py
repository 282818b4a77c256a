"""Imports native extensions without stopping the window.

``import`` holds the interpreter's lock while the system's loader reads a library from disk: 0.1 s and more for VTK's
larger parts. A foreign call releases the lock, so the library is mapped by one first and ``import`` finds it ready.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
from importlib.machinery import EXTENSION_SUFFIXES
from types import ModuleType


def import_mapped(name: str) -> ModuleType:
    """Imports a module; if it is a native one, its library is mapped first. Raises ImportError."""
    found = importlib.util.find_spec(name)
    if found is not None and found.origin is not None and found.origin.endswith(tuple(EXTENSION_SUFFIXES)):
        _map(found.origin)
    return importlib.import_module(name)


def _map(place: str) -> None:
    """Where there is no ``dlopen`` the import alone does the work; what can't be mapped the import will say."""
    if os.name != "posix":
        return
    loader = ctypes.CDLL(None).dlopen
    loader.restype, loader.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_int]
    loader(place.encode(), os.RTLD_NOW)
