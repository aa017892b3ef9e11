"""What a report consists of, whichever format it is set in: text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bokrules.base.messages import msg

Tone = Literal["no", "absent", "yes", "open", "plain"]
"""How a badge is coloured and signed: against, not named, for, not known, neither."""
SIGNS: dict[Tone, str] = {"no": "✕", "absent": "○", "yes": "✓", "open": "?", "plain": ""}


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a section; `level` 3 and 4 of a part of one. What points to it names its `anchor`."""

    text: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Points of a list."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Points:
    """Points of a list, each with what stands below it."""

    items: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names of which the first ones are shown, the rest on demand; `lead` goes before.

    `is_apart`: each on a line of its own.
    """

    names: tuple[str, ...]
    most: int = 6
    lead: str = ""
    is_apart: bool = False

    @property
    def shown(self) -> tuple[str, ...]:
        """A single name is not worth hiding."""
        return self.names if len(self.names) <= self.most + 1 else self.names[: self.most]

    @property
    def rest(self) -> tuple[str, ...]:
        return self.names[len(self.shown) :]

    @property
    def separator(self) -> str:
        """A comma, unless there are commas within the names."""
        return "; " if self.is_apart or any(", " in each for each in self.names) else ", "

    def text(self) -> str:
        """On one line, cut."""
        words = self.separator.join(self.shown)
        if self.rest:
            words = msg("{names} and {n} more", names=words, n=len(self.rest)).text()
        return f"{self.lead} {words}" if self.lead else words


@dataclass(frozen=True, slots=True)
class Cases:
    """Several cases, each told by some lists of names."""

    cases: tuple[tuple[Names, ...], ...]

    def text(self) -> str:
        """On one line, cut."""
        return " / ".join("; ".join(names.text() for names in case) for case in self.cases)


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word that is marked by colour and by a sign."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Badges:
    """Some badges in a cell, and what stands below them: reasons, each on a line."""

    badges: tuple[Badge, ...]
    below: Names | None = None

    def text(self) -> str:
        """On one line, cut."""
        words = "; ".join(each.text for each in self.badges)
        return f"{words}: {self.below.text()}" if self.below else words


Cell: TypeAlias = str | Names | Cases | Badges


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlTable:
    """Columns by heading, all of one length; those in `right` are numbers.

    `has_row_heads`: the first column names the row.
    """

    caption: str
    columns: Sequence[tuple[str, Sequence[Cell]]]
    right: frozenset[str] = frozenset()
    has_row_heads: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, with its own title and description; it is taken as it is."""

    svg: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The sections that follow, each with the anchor of its heading."""

    title: str
    sections: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of a summary: of what, how many, which; and the section that tells more."""

    text: str
    count: str = ""
    names: Names | None = None
    tone: Tone = "plain"
    anchor: str = ""

    @property
    def line(self) -> str:
        return f"{self.text}: {self.count}" if self.count else self.text


@dataclass(frozen=True, slots=True)
class Summary:
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class ChangeSide:
    """One side of a change: its name, what holds there, and why: reasons with their sources."""

    name: str
    state: Badge
    reasons: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of something: before beside after, of which cases, and one example."""

    what: Names
    before: ChangeSide
    after: ChangeSide
    where: Sequence[tuple[str, Names]]
    example: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """Words and what they mean."""

    words: Sequence[tuple[Badge, str]]


@dataclass(frozen=True, slots=True)
class Details:
    """What is opened on demand."""

    title: str
    blocks: Sequence[Block]


Block: TypeAlias = (
    Heading
    | Paragraph
    | Listing
    | Points
    | HtmlTable
    | Figure
    | Contents
    | Summary
    | Change
    | Legend
    | Details
)


def cell_text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text()


def change_title(change: Change) -> str:
    """`Honor: dilarang menjadi dapat dibiayai`."""
    return msg(
        "{what}: {before} becomes {after}",
        what=change.what.text(),
        before=change.before.state.text,
        after=change.after.state.text,
    ).text()


def change_lines(change: Change) -> list[str]:
    """What stands below its title, for formats without columns."""
    lines = [f"{label}: {names.text()}" for label, names in change.where]
    lines += [change.example] if change.example else []
    for side in (change.before, change.after):
        reasons = "; ".join(f"{why} ({source})" if source else why for why, source in side.reasons)
        lines += [f"{side.name}: {reasons}"]
    return lines
