"""Values as rows are grouped by them: texts whatever their case and spaces, days, periods."""

from __future__ import annotations

from typing import Literal, assert_never

from sqlglot import exp

from bokrules.backends.to_sql.limits.statements import column, text
from bokrules.semantics.limits import Period

Keys = Literal["columns", "lowered"]
"""Where the key of a text comes from.

`columns`: the relation has it beside the text, as `<name>_key`, NULL where the text says nothing.
It was made with Unicode case folding and is exact. `lowered`: it is worked out by the engine, as
LOWER with runs of ASCII white space as one blank. The two differ where folding is more than LOWER
(`STRASSE` and `straße`, final sigma, dotted capital I) and where an engine's LOWER knows ASCII
alone or white space is not ASCII; then `lowered` holds two spellings apart that are one.
"""
KEY_SUFFIX = "_key"


def text_key(name: str, keys: Keys) -> exp.Expr:
    """What the text in a column is compared by; NULL where it is blank or missing."""
    match keys:
        case "columns":
            return column(name + KEY_SUFFIX, "r")
        case "lowered":
            # A pattern without backslashes: engines read those in a constant differently.
            blanks = text("[ \t\n\r\f\v]+")
            replaced = exp.RegexpReplace(
                this=exp.Lower(this=column(name, "r")),
                expression=blanks,
                replacement=text(" "),
                modifiers=text("g"),
            )
            return exp.func("NULLIF", exp.Trim(this=replaced), text(""))
        case _:
            assert_never(keys)


def day_number(day: exp.Expr) -> exp.Expr:
    """A day as a whole number, so that consecutive days differ by one in every engine."""
    epoch = exp.cast(text("1970-01-01"), "DATE")
    return exp.DateDiff(this=day, expression=epoch, unit=exp.var("DAY"))


def period_text(kind: Period | None, day: str, year: int) -> str:
    """SQL for the period that the column `day` lies in, in the words of `period_of`.

    A row without a day is in the edition's own year, and in no shorter period. Without a period
    there is NULL.
    """
    if kind is None:
        return "CAST(NULL AS TEXT)"
    years = _padded("YEAR", day, 4)
    month = f"CAST(EXTRACT(MONTH FROM {day}) AS INT)"
    match kind:
        case "tahun":
            return f"COALESCE({years}, '{year:04}')"
        case "semester":
            return f"{years} || CASE WHEN {month} <= 6 THEN '-S1' ELSE '-S2' END"
        case "triwulan":
            quarters = " ".join(f"WHEN {month} <= {3 * n} THEN '-Q{n}'" for n in (1, 2, 3))
            return f"{years} || CASE {quarters} ELSE '-Q4' END"
        case "bulan":
            return f"{years} || '-' || {_padded('MONTH', day, 2)}"
        case "hari":
            return (
                f"{years} || '-' || {_padded('MONTH', day, 2)} || '-' || {_padded('DAY', day, 2)}"
            )
        case _:
            assert_never(kind)


def _padded(part: str, day: str, width: int) -> str:
    return f"LPAD(CAST(CAST(EXTRACT({part} FROM {day}) AS INT) AS TEXT), {width}, '0')"
