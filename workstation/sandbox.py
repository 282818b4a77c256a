"""Takes rights away from the process that calls it, for good: before it sees a byte from outside.

On Linux: resource limits, no new privileges, no capabilities, Landlock (files: only what is listed, read only; no TCP;
no signals to others) and a seccomp filter (no sockets, no new programs or processes, no tracing). Elsewhere only what
the system has: the host's deadline and memory watch still hold, and ``held`` says what is missing.
Sources: Linux ``Documentation/userspace-api/landlock.rst`` and ``seccomp_filter.rst``; ``capset(2)``.
Imports the standard library only: it runs inside workers and plugins.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import stat
import struct
import sys
from collections.abc import Sequence

NO_FILES = "no files (Landlock)"
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FS_BITS = {1: 13, 2: 14, 3: 15, 4: 15}          # rights known to the first versions of the interface; then 16
_NO_TCP = 0b11
_NO_SIGNALS_NO_ABSTRACT_SOCKETS = 0b11
_O_PATH = 0o10000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_FILTER = 38, 22, 2
_CAPABILITY_VERSION_3 = 0x20080522
_EPERM, _ENOSYS = 1, 38
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_CLONE_THREAD = 0x00010000

# machine: (audit architecture, number of capset, refused calls, clone, clone3)
_MACHINES: dict[str, tuple[int, int, tuple[int, ...], int, int]] = {
    # socket socketpair fork vfork execve ptrace process_vm_readv process_vm_writev io_uring_setup bpf execveat
    "x86_64": (0xC000003E, 126, (41, 53, 57, 58, 59, 101, 310, 311, 425, 321, 322), 56, 435),
    # socket socketpair execve ptrace process_vm_readv process_vm_writev io_uring_setup bpf execveat
    "aarch64": (0xC00000B7, 91, (198, 199, 221, 117, 270, 271, 425, 280, 281), 220, 435),
}


def held() -> dict[str, bool]:
    """Which protections this machine has, by name; asked without restricting anything."""
    linux = sys.platform == "linux"
    return {
        "own process, deadline, output cap": True,
        "memory and processor limits": linux,
        NO_FILES: linux and _landlock_version() > 0,
        "no network, no new processes (seccomp)": linux and platform.machine() in _MACHINES,
    }


def restrict(readable: Sequence[str], megabytes: int, seconds: float | None) -> None:
    """Gives up every right but reading ``readable`` files and folders. Raises OSError where a protection fails.

    ``seconds`` of processor time end the process; None where the asking side keeps the time.
    """
    if os.name == "posix":
        _limit(megabytes, seconds)
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    _call(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
    if _landlock_version() > 0:
        _landlock(libc, readable)
    machine = _MACHINES.get(platform.machine())
    if machine is not None:
        _drop_capabilities(libc, machine[1])
        _seccomp(libc, machine)


def _limit(megabytes: int, seconds: float | None) -> None:
    import resource

    size = megabytes * 1024 * 1024
    limits = [
        (resource.RLIMIT_AS, size), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64), (resource.RLIMIT_NPROC, 0),
    ]
    if seconds is not None:
        limits.append((resource.RLIMIT_CPU, int(seconds) + 1))
    refusals = () if sys.platform == "linux" else (ValueError, OSError)   # macOS knows some of these and won't set them
    for what, most in limits:
        with contextlib.suppress(*refusals):
            resource.setrlimit(what, (most, most))


def _landlock_version() -> int:
    """The version of the kernel's Landlock interface, 0 where it has none or keeps it off."""
    if sys.platform != "linux":
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, int(libc.syscall(_CREATE_RULESET, None, 0, 1)))


def _landlock(libc: ctypes.CDLL, readable: Sequence[str]) -> None:
    version = _landlock_version()
    files = (1 << _FS_BITS.get(version, 16)) - 1
    attribute = struct.pack("=QQQ", files, _NO_TCP, _NO_SIGNALS_NO_ABSTRACT_SOCKETS)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _call(libc.syscall(_CREATE_RULESET, attribute, size, 0), "Landlock")
    for path in readable:
        try:
            place = os.open(path, _O_PATH | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        rights = _READ_FILE | _READ_DIR if stat.S_ISDIR(os.fstat(place).st_mode) else _READ_FILE
        rule = struct.pack("=Qi", rights, place)
        _call(libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0), "Landlock rule")
        os.close(place)
    _call(libc.syscall(_RESTRICT_SELF, ruleset, 0), "Landlock")
    os.close(ruleset)


def _drop_capabilities(libc: ctypes.CDLL, capset: int) -> None:
    """A process of root could lift its own limits again; without capabilities it can't."""
    header = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    _call(libc.syscall(capset, header, bytes(24)), "capabilities")


def _seccomp(libc: ctypes.CDLL, machine: tuple[int, int, tuple[int, ...], int, int]) -> None:
    architecture, _, refused, clone, clone3 = machine
    load, equal, any_bit, answer = 0x20, 0x15, 0x45, 0x06
    code = [(load, 0, 0, 4), (equal, 1, 0, architecture), (answer, 0, 0, _KILL), (load, 0, 0, 0)]
    for number in refused:
        code += [(equal, 0, 1, number), (answer, 0, 0, _ERRNO | _EPERM)]
    code += [(equal, 0, 1, clone3), (answer, 0, 0, _ERRNO | _ENOSYS)]      # the C library then asks by clone
    code += [(equal, 0, 3, clone), (load, 0, 0, 16), (any_bit, 1, 0, _CLONE_THREAD), (answer, 0, 0, _ERRNO | _EPERM)]
    code += [(answer, 0, 0, _ALLOW)]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in code))
    filters = struct.pack("@HP", len(code), ctypes.addressof(program))
    _call(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_FILTER, filters, 0, 0), "seccomp")


def _call(result: int, what: str) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")
    return int(result)
