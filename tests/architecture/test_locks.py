"""The files that pin the dependencies of one environment agree."""

from __future__ import annotations

import re
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[2] / "requirements"


def pinned(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, flags=re.MULTILINE))


def test_services_keep_the_versions_of_the_lock() -> None:
    lock, services = pinned("lock.txt"), pinned("services.txt")
    both = lock.keys() & services.keys()
    assert {"lark", "pydantic"} <= both
    assert {name: services[name] for name in both} == {name: lock[name] for name in both}


def test_spark_stays_out_of_the_lock() -> None:
    assert "pyspark" in pinned("services.txt")
    assert not {"pyspark", "psycopg"} & pinned("lock.txt").keys()
