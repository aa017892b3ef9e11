"""Commands in turn, each a process of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from time import perf_counter


def least_of(
    commands: Mapping[str, Sequence[str]], environment: Mapping[str, str], rounds: int
) -> dict[str, float]:
    """Seconds by the clock, the least of the rounds. Any exit code of 0 or 1 will do."""
    least = dict.fromkeys(commands, float("inf"))
    for _ in range(rounds + 1):
        for name, command in commands.items():
            start = perf_counter()
            done = subprocess.run(command, check=False, capture_output=True, env=environment)
            seconds = perf_counter() - start
            if done.returncode not in (0, 1):
                raise RuntimeError(done.stderr.decode())
            least[name] = min(least[name], seconds)
    return least
