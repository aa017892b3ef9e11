"""`export --to sql`: a script that judges expenses inside a database, with remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bokrules.backends.to_sql.dialects import Dialect
from bokrules.backends.to_sql.script.script import (
    Exported,
    Part,
    exported,
    parts,
    statement_text,
)
from bokrules.base.messages import Message, msg
from bokrules.evaluation.described_rules import described
from bokrules.semantics.policy import Policy

_NOT_PLAIN = re.compile(r"[^\w .,:()/%+=<>-]|--")
"""What could end a comment, or begin one, or join it to the next line, or split a statement."""
_BEFORE: dict[Dialect, str] = {
    "duckdb": "BEGIN;\n",
    "postgres": "SET standard_conforming_strings = on;\nBEGIN;\n",
    "spark": "SET spark.sql.parser.escapedStringLiterals=false;\n",
}
"""So that texts are read as they are written here."""
_AFTER: dict[Dialect, str] = {"duckdb": "COMMIT;\n", "postgres": "COMMIT;\n", "spark": ""}
_WORDS: dict[Part, Message] = {
    "clear": msg("Views and tables of an earlier run are dropped; the table of expenses stays."),
    "expenses": msg(
        "Fill this table, or put a view of this name with these columns in its place. One row per "
        "expense. NULL is a fact that is not known. A list of documents is complete if it is "
        "given, and so are the taxes as soon as one of their columns is."
    ),
    "reference": msg("The rules, the vocabulary, and what the views look up."),
    "results": msg(
        "One row per expense. The outcome is NULL where a value is not valid: see the view of "
        "invalid values."
    ),
    "obligations": msg("One row per expense and obligation that applies, or may."),
    "invalid": msg("One row per value that no expense of this edition may have."),
    "units": msg(
        "For limits that are a share of ceilings (pagu): fill this table with them, in rupiah. One "
        "without a fund is of any fund, one without a year of the year of the edition. While the "
        "table is empty these limits are not decided."
    ),
    "text_keys": msg(
        "What texts are compared by, whatever their capitals and spaces. The database must be in "
        "UTF-8."
    ),
    "invalid_units": msg(
        "One row per ceiling that is not valid, or that stands beside another for the same. While "
        "there is one, limits that need ceilings are not decided."
    ),
    "ledger_tables": msg(
        "Limits are worked out here, over the expenses and ceilings that are in the tables now. "
        "Run the script again when they have changed. Until then the views below say that nothing "
        "is decided (stale)."
    ),
    "limits": msg(
        "One row per limit and group that is certainly beyond a maximum, or short of a minimum. Of "
        "a maximum of times one row per event beyond it. On one day rows count in the order of "
        "row_key. A minimum takes the expenses as all that there are."
    ),
    "open_limits": msg(
        "One row for whatever leaves a limit undecided in a group. A limit is kept in the groups "
        "that have no row in this view or the one before."
    ),
}


def prefix_of(texts: Sequence[Policy]) -> str:
    """What the names of an edition's tables and views begin with."""
    return f"bok_{texts[0].edition.year}_"


def exported_edition(texts: Sequence[Policy], dialect: Dialect) -> Exported:
    """Tables and views of an edition, labelled and cited. Raises NotInSql."""
    return exported(texts, dialect, described, prefix_of(texts))


def script_text(texts: Sequence[Policy], dialect: Dialect) -> str:
    """The whole script, remarks in the current language. Raises NotInSql."""
    return "".join(_script(texts, exported_edition(texts, dialect)))


def _script(texts: Sequence[Policy], edition: Exported) -> Iterator[str]:
    for text in texts:
        info = text.edition
        yield _remark(f"{info.short_title}: {info.title}")
        yield _remark(f"{info.id}, {info.first_day}, sha256 {info.sha256}")
    yield _BEFORE[edition.dialect]
    for part, statements in parts(edition):
        yield "\n"
        yield _remark(_WORDS[part].text())
        if part == "open_limits" and edition.not_in_sql:
            yield _remark(msg("Not worked out in SQL: {names}", names=edition.not_in_sql).text())
        for each in statements:
            yield f"{statement_text(each, edition.dialect)};\n"
    yield "\n"
    yield _AFTER[edition.dialect]


def _remark(text: str) -> str:
    """A comment on a line of its own, whatever the text holds."""
    return f"-- {_NOT_PLAIN.sub(' ', text)}\n"
