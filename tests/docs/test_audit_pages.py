"""The reports in `docs/audit/` are what the command prints of the documents in `data/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Runner, run

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = ("kompak_2021", "zahra_2022")

__all__ = ["run"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_report_is_what_is_printed(
    name: str, run: Runner, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(ROOT)
    catalogue = f"data/{name}/dokumen.yaml"
    done = run("--lang", "id", "audit", catalogue, "--format", "markdown")
    assert done.code == 1
    page = ROOT / "docs" / "audit" / f"{name}.md"
    if request.config.getoption("--update-goldens"):
        page.write_text(done.out, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == done.out


def test_every_document_has_its_report() -> None:
    found = {path.parent.name for path in (ROOT / "data").glob("*/dokumen.yaml")}
    assert found == set(DOCUMENTS)
