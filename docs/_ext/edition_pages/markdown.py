"""Pieces of Markdown, and the anchors by which the pages refer to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bokrules.editions.places import is_amendment
from bokrules.semantics.policy import Clause, ClosedList, Declared

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&]|(?<=\d)\.(?=\s)|^[-+])")


def plain(text: str) -> str:
    """Text in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(name: str) -> str:
    return f"`{name}`"


def link(text: str, anchor: str) -> str:
    return f"[{text}](#{anchor})"


def spot(text: str, anchor: str) -> str:
    """Words that can be linked to where no heading is: in a list, in a table."""
    return f"[{text}]{{#{anchor}}}"


def heading(level: int, text: str, anchor: str) -> str:
    return f"({anchor})=\n{'#' * level} {text}\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells hold one line of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(each)} |" for each in lines) + "\n"


def folded(title: str, text: str) -> str:
    """Text as it is, to be opened by those who want it."""
    fence = "`" * 4
    body = f"{fence}text\n{text}\n{fence}"
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>\n"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# ---- anchors ----


def home(file: str) -> str:
    """The folder that a declaration or a clause is written in: `2010`, `2020-name`, `common`."""
    folder = Path(file).parent
    return f"{folder.parent.name}-{folder.name}" if is_amendment(folder) else folder.name


def edition_anchor(name: str) -> str:
    return f"edisi-{name}".lower()


def clause_anchor(clause: Clause) -> str:
    return f"{edition_anchor(home(clause.file))}-ketentuan-{clause.id.replace('.', '-')}".lower()


def rule_anchor(declared: Declared) -> str:
    """Rules and vocabulary have name spaces of their own; closed lists share names."""
    parts = [edition_anchor(home(declared.span.file)), type(declared).__name__, declared.name]
    if isinstance(declared, ClosedList):
        parts += [term for each in declared.selectors for term in each.terms]
    return "-".join(parts).lower()


def term_anchor(kind: str, name: str) -> str:
    return f"kata-{kind}-{name}".lower()
