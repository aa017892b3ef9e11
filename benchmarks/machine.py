"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any


def machine(libraries: Iterable[str] = ("bokrules",)) -> dict[str, Any]:
    """Processor, cores, system, and versions."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: version(name) for name in libraries},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def peak_kilobytes(process: Path = Path("/proc/self")) -> int:
    """The most memory that a process held; 0 where the system does not say.

    Not `ru_maxrss`, which begins with what the process that started this one held.
    """
    lines = (process / "status").read_text(encoding="utf-8").splitlines()
    return sum(int(each.split()[1]) for each in lines if each.startswith("VmHWM:"))
