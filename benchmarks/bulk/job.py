"""What a contestant is given, and what it gives back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from benchmarks.bulk.model import Model

FACTS = (
    "expense_type", "activity", "documents", "date", "amount", "voucher_amount", "ppn", "pph22",
    "stamp", "remote", "in_plan", "over_unit_cost",
)  # fmt: skip
"""The columns that the rules of 2010 read: these are scanned."""
DICTIONARIES = ("expense_type", "activity", "documents")
KEY, CODE = "row_key", "class_id"
"""Columns of the answer: the place of a line in all files, from 0, and a whole number for all lines
of the same outcome, deciding rules and missing facts."""

Sink = Literal["stream", "file", "wide"]


@dataclass(frozen=True, slots=True)
class Job:
    """`table` holds a row for each class: its id, outcome, rules and missing facts."""

    paths: tuple[Path, ...]
    model: Model
    out: Path
    table: Path | None = None

    def first(self) -> Job:
        """The first file alone, for getting warm."""
        return Job(self.paths[:1], self.model, self.out.with_suffix(".warm"), self.table)

    def written(self, path: Path) -> None:
        values = {
            "paths": [str(each) for each in self.paths],
            "model": asdict(self.model),
            "out": str(self.out),
            "table": None if self.table is None else str(self.table),
        }
        path.write_text(json.dumps(values), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Job:
        values = json.loads(path.read_text(encoding="utf-8"))
        model = values["model"]
        return cls(
            tuple(map(Path, values["paths"])),
            Model(model["types"], model["activities"], model["size"], tuple(model["masks"])),
            Path(values["out"]),
            None if values["table"] is None else Path(values["table"]),
        )


Run = Callable[[Job], int]
"""Answers all lines; gives back how many."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """`runs` by what becomes of the answer; `ready` is done before anything is timed."""

    text: str
    runs: Mapping[Sink, Run]
    ready: Callable[[], object] = lambda: None
