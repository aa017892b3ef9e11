"""bokrules itself.

NOT THERE YET: `bokrules.evaluation.bulk.check_parquet(paths, edition, out)` is being written. This
is the one place that knows of it: once its contract is settled, `_check` is all there is to change.
It should write parquet with a row key (the line's place in all files) and a class id. How batches
are handed over (`stream`) and how the wide answer is asked for (`wide`) is not settled either.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks.bulk.job import Contestant, Job


def _check(job: Job) -> int:
    edition = import_module("bokrules").load_edition(2010)
    bulk: Any = import_module("bokrules.evaluation.bulk")
    return int(bulk.check_parquet(job.paths, edition, job.out))


def _is_there() -> bool:
    return find_spec("bokrules.evaluation.bulk") is not None


CONTESTANTS = {"bokrules": Contestant("bokrules", {"file": _check})} if _is_there() else {}
