"""A progress bar for long ledgers, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TextIO

from bokrules.base.messages import msg

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

WORTH_SHOWING = 2_000
"""Rows; fewer are done before a bar could be read."""
Progress = Callable[[int, int | None], None]
"""Told the rows done, and how many there are (None: not known)."""


@contextmanager
def progress_bar(
    stream: TextIO, *, worth_showing: int = WORTH_SHOWING
) -> Iterator[Progress | None]:
    """What to tell of rows done; None where nobody watches. The bar goes away at the end."""
    if not stream.isatty():
        yield None
        return
    with ExitStack() as until_done:
        bar: Bar | None = None

        def report(done: int, total: int | None) -> None:
            nonlocal bar
            if bar is None and max(done, total or 0) > worth_showing:
                bar = until_done.enter_context(_new_bar(stream))
                bar.add_task(msg("checking").text(), total=None)
            if bar is not None:
                bar.update(bar.task_ids[0], completed=done, total=total)

        yield report


def _new_bar(stream: TextIO) -> Bar:
    from rich.console import Console
    from rich.progress import Progress as Bar

    return Bar(console=Console(file=stream), transient=True)
