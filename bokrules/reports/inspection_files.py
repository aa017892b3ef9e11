"""What an inspection found as files: each kind by the ending of its name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bokrules.inspection.contents import InspectedRow, InspectionContents
from bokrules.inspection.ledger_document import classification_document
from bokrules.reports.parquet_file import ColumnType, save_parquet
from bokrules.reports.whole_files import save_text

ENDINGS = (".xlsx", ".docx", ".html", ".parquet", ".json", ".jsonl", ".csv")


def write_json_report(document: dict[str, Any], contents: InspectionContents, target: Path) -> None:
    """The JSON document of the check with what it rests on. Raises UnwritableFile."""
    whole = {"stamp": stamp_document(contents), **document}
    save_text(target, json.dumps(whole, ensure_ascii=False, indent=2) + "\n")


def stamp_document(contents: InspectionContents) -> dict[str, Any]:
    """What a report rests on, as JSON holds it."""
    return {
        "version": contents.version,
        "time": contents.time.isoformat(),
        "edition": contents.edition.to_dict(),
        "sources": [each.to_dict() for each in contents.sources],
        "checks_run": [each.name for each in contents.checks_run],
        "checks_not_run": {each.name: str(each.why) for each in contents.checks_left_out},
    }


PARQUET_COLUMNS: dict[str, ColumnType] = {
    "file": "VARCHAR",
    "sheet": "VARCHAR",
    "row": "BIGINT",
    "unit": "VARCHAR",
    "date": "DATE",
    "voucher": "VARCHAR",
    "description": "VARCHAR",
    "amount": "BIGINT",
    "outcome": "VARCHAR",
    "edition_outcome": "VARCHAR",
    "overruled_reason": "VARCHAR",
    "expense_type": "VARCHAR[]",
    "expense_type_ground": "VARCHAR",
    "activity": "VARCHAR[]",
    "activity_ground": "VARCHAR",
    "words": "VARCHAR[]",
    "assumed": "BOOLEAN",
    "rules": "VARCHAR[]",
    "citations": "VARCHAR[]",
    "missing": "VARCHAR[]",
    "possible": "VARCHAR[]",
    "questioned_amount": "BIGINT",
    "unsupported_amount": "BIGINT",
    "finding_codes": "VARCHAR[]",
}


def write_parquet_report(contents: InspectionContents, target: Path) -> None:
    """A row for each row of the ledgers that was judged. Raises UnwritableFile."""
    stamp = json.dumps(stamp_document(contents), ensure_ascii=False)
    save_parquet(target, PARQUET_COLUMNS, _documents(contents.rows), {"bokrules": stamp})


def _documents(rows: Sequence[InspectedRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        verdict, place = row.row.verdict, row.row.place
        known = {} if row.classification is None else classification_document(row.classification)
        belanja, kegiatan = known.get("expense_type", {}), known.get("activity", {})
        yield {
            "file": place.file,
            "sheet": place.sheet,
            "row": place.row,
            "unit": row.unit,
            "date": None if row.day is None else row.day.isoformat(),
            "voucher": row.voucher,
            "description": row.description,
            "amount": row.row.amount,
            "outcome": row.outcome.value,
            "edition_outcome": verdict.outcome.value,
            "overruled_reason": None if row.overruled is None else row.overruled.reason,
            "expense_type": belanja.get("values", []),
            "expense_type_ground": belanja.get("ground"),
            "activity": kegiatan.get("values", []),
            "activity_ground": kegiatan.get("ground"),
            "words": [*belanja.get("words", []), *kegiatan.get("words", [])],
            "assumed": bool(row.assumed),
            "rules": list(verdict.decision.basis),
            "citations": list(dict.fromkeys(each.citation for each in verdict.basis)),
            "missing": list(verdict.missing),
            "possible": [each.value for each in verdict.possible],
            "questioned_amount": row.questioned,
            "unsupported_amount": row.unsupported,
            "finding_codes": list(row.codes),
        }
