"""Whether this machine can draw off the screen by EGL, asked without holding the interpreter.

VTK's own question (``SupportsOpenGL``) makes a context while it holds the interpreter's lock: 50 ms and more with a
software driver. Foreign calls release it. EGL_EXT_device_enumeration and EGL_EXT_platform_device (Khronos registry).
"""

from __future__ import annotations

import ctypes

_PLATFORM_DEVICE = 0x313F
_MOST_DEVICES = 8


def egl_device_works() -> bool:
    """True where some EGL device can be initialised. False means not known: ask VTK then."""
    try:
        egl = ctypes.CDLL("libEGL.so.1")
        egl.eglGetProcAddress.restype = ctypes.c_void_p
        egl.eglGetProcAddress.argtypes = [ctypes.c_char_p]
        egl.eglInitialize.argtypes = [ctypes.c_void_p] * 3
        query_at = egl.eglGetProcAddress(b"eglQueryDevicesEXT")
        display_at = egl.eglGetProcAddress(b"eglGetPlatformDisplayEXT")
    except (OSError, AttributeError):
        return False
    if not query_at or not display_at:
        return False
    query = ctypes.CFUNCTYPE(
        ctypes.c_uint, ctypes.c_int, ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_int))(query_at)
    display = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p)(display_at)
    devices, found = (ctypes.c_void_p * _MOST_DEVICES)(), ctypes.c_int()
    if not query(_MOST_DEVICES, devices, ctypes.byref(found)):
        return False
    displays = [display(_PLATFORM_DEVICE, devices[place], None) for place in range(found.value)]
    return any(one and egl.eglInitialize(one, None, None) for one in displays)
