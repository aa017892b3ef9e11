"""Small tables on disk, and what an audit finds in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from bokrules.inspection.audit import DocumentAudit, audit

Auditor = Callable[..., DocumentAudit]


@pytest.fixture
def audited(tmp_path: Path) -> Auditor:
    """`audited(csv)` is a table alone; `audited(a=csv, b=csv, catalogue=yaml)` a document.

    A catalogue needs no title and no edition. A csv may be indented.
    """

    def audit_them(alone: str = "", *, catalogue: str = "", **tables: str) -> DocumentAudit:
        for name, text in {"tabel": alone, **tables}.items():
            (tmp_path / f"{name}.csv").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        if not catalogue:
            return audit(tmp_path / "tabel.csv").documents[0]
        path = tmp_path / "dokumen.yaml"
        path.write_text(f"document: Uji\nedition: 2019\n{dedent(catalogue)}", encoding="utf-8")
        return audit(path).documents[0]

    return audit_them
