"""What a worker process may do: little memory, a low place in the queue for the processor, and no network at all.

Queries that name a service are refused before they run (:mod:`kg.endpoint.algebra`). This is the second lock: the
kernel itself denies the process every socket, so that nothing gets out whatever the first one overlooked.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys

# The kernel's lowest place: a query takes the processor time that nobody else wants.
_NICE = 19
# linux/prctl.h, linux/seccomp.h, linux/filter.h
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13  # 13 is EACCES
# machine -> the kernel's name for it (linux/audit.h), and its calls that lead to a network: socket, io_uring_setup.
_MACHINES = {"x86_64": (0xC000003E, (41, 425)), "aarch64": (0xC00000B7, (198, 425))}


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def confine(memory: int) -> bool:
    """Bind this process, and all that it starts, for good.

    :param memory: bytes of address space.
    :returns: whether the kernel keeps the process off the network; only Linux can.
    """
    os.nice(_NICE)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        # A process that breaks should not fill the disk with what it held.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        # macOS does not bound address space; time, rows and bytes are bounded there all the same.
        pass
    return sys.platform == "linux" and _deny_sockets()


def _deny_sockets() -> bool:
    if platform.machine() not in _MACHINES:
        return False
    architecture, calls = _MACHINES[platform.machine()]
    # A program for the kernel: calls of another architecture, and those that make sockets, give "permission denied".
    steps = [(_LOAD, 0, 0, _ARCHITECTURE), (_JUMP_IF_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _DENY)]
    steps.append((_LOAD, 0, 0, _NUMBER))
    steps += [(_JUMP_IF_EQUAL, len(calls) - number, 0, call) for number, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    # Only a process that can gain no privileges may bind itself without having any.
    failed: int = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0
    )
    return not failed
