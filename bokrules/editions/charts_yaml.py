"""bagan_akun.yaml: the charts of accounts in use over the years, and names of their codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, ValidationError

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.base.spans import Span
from bokrules.editions.edition_yaml import Strict
from bokrules.editions.places import shown
from bokrules.editions.reading import yaml_entries, yaml_line
from bokrules.editions.yaml_faults import fault_words
from bokrules.semantics.account_chart import Chart

_SHAPE = re.compile(r"[0-9x]+(\.[0-9x]+)*")
_KEY = "[key]"
"""What pydantic puts behind a key that is wrong itself."""


class _ChartEntry(Strict):
    """One chart of bagan_akun.yaml"""

    title: str = Field(alias="nama")
    shape: str = Field(alias="bentuk")
    first_year: int | None = Field(alias="dari", default=None)
    last_year: int | None = Field(alias="sampai", default=None)
    names: dict[str, str] = Field(alias="kode", default={})


def read_charts(path: Path, texts: Mapping[Path, str], out: Diagnostics) -> tuple[Chart, ...]:
    """The charts by their names; one that is reported is left out."""
    if path not in texts or not texts[path].strip():
        return ()
    text = texts[path]
    entries = yaml_entries(path, text, codes.BAD_COMMON_FILE, out) or {}
    charts = []

    def report(loc: tuple[int | str, ...], what: Message, help: Message | None) -> None:
        line = yaml_line(text, loc)
        out.error(
            codes.BAD_COMMON_FILE,
            Span(shown(path), line, 1, line, 1 + len(str(loc[-1]))),
            msg("{place}: {what}", place=": ".join(map(str, loc)), what=what),
            help or msg("write as in `name: {{nama: …, bentuk: 5.x.xx, dari: 2021, kode: {{…}}}}`"),
        )

    for name, (_, value) in sorted(entries.items()):
        try:
            entry = _ChartEntry.model_validate(value)
        except ValidationError as fault:
            for error in fault.errors():
                loc = [each for each in error["loc"] if each != _KEY]
                report((name, *loc), *fault_words(error, _ChartEntry))
            continue
        if not _SHAPE.fullmatch(entry.shape):
            report(
                (name, "bentuk"),
                msg("`{shape}` is not made of digits, x and dots", shape=entry.shape),
                msg("write a whole code with an x for each digit, such as 5.x.xx"),
            )
            continue
        chart = Chart(
            name=name,
            title=entry.title,
            shape=entry.shape,
            first_year=entry.first_year,
            last_year=entry.last_year,
            names=entry.names,
        )
        for code in entry.names:
            if chart.code(code) != code:
                what = msg("the code has not the form {shape}", shape=entry.shape)
                report((name, "kode", code), what, msg("correct the code, or the form"))
        charts.append(chart)
    return tuple(charts)
