"""Run a command and say what it cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Results = dict[str, Any]


class BenchError(Exception):
    """A build failed, or did not do what was to be measured."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost.

    Attributes:
        cpu: seconds of all its threads and children, user and system.
        wall: seconds from start to end.
        memory: the most that it, or its largest child, held at once, in MB.
    """

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str | Path], log: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end and say what it cost; its output goes to `log`.

    Raises:
        BenchError: when it fails.
    """
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise BenchError(f"{' '.join(map(str, command))}\nended with {process.returncode}:\n{tail}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(usage.ru_utime + usage.ru_stime, wall, kilobytes / 1000)


def median_of(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__slots__))


def require(met: bool, message: str) -> None:
    """Stop when a build did not do what its cost is about to stand for."""
    if not met:
        raise BenchError(message)
