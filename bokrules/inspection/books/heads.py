"""What role a column plays, by its head, and what kind of book a row of heads makes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from bokrules.inspection.books import kinds
from bokrules.inspection.books.kinds import MONTHS, TAX_WORDS, WORDS, SheetKind
from bokrules.inspection.columns import Column, Headers
from bokrules.inspection.dates import month_in

Parts = tuple[str, ...]
"""The heads over a column, from the top: ("Bukti", "Nomor")."""

WITHHELD, DEPOSITED = "dipungut", "disetor"
NOTHING: Mapping[int, str] = {}
_SIDES = {kinds.RECEIVED: WITHHELD, kinds.SPENT: DEPOSITED}
_SPACED = 3
"""More letters than these, each by itself, are a word."""
_LONGEST = 60
"""Characters of a head; a description is mostly longer."""
_SIGNS = re.compile(r"[\s.:;,&+*_\-–\"']+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_RUPIAH = re.compile(r"\brp\b")


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head as written, and what the column was taken for.

    `role` is one of the kind's, the name of a fact, or `dipungut.ppn` for a tax of a tax book.
    `column` is there for a fact.
    """

    written: str
    role: str | None
    column: Column | None = None


@lru_cache(maxsize=20_000)
def folded_head(text: str) -> str:
    """`No. Bukti\\n(Rp)` as `no bukti`: lower case, without dots, and without the currency.

    `U R A I A N` is one word.
    """
    bare = _SIGNS.sub(" ", _RUPIAH.sub(" ", text.casefold().replace("/", " / ")))
    words = bare.replace("( )", " ").split()
    if len(words) > _SPACED and all(len(each) == 1 and each.isalpha() for each in words):
        return "".join(words)
    return " ".join(words)


@lru_cache(maxsize=20_000)
def readings(text: str) -> tuple[str, ...]:
    """What a head may be called: whole, without what is in brackets, and by its parts."""
    if len(text) > _LONGEST:
        return ()
    whole = folded_head(text)
    outside = " ".join(_BRACKETS.sub(" ", whole).split())
    inside = " ".join(" ".join(_BRACKETS.findall(whole)).split())
    parts = [each.strip() for each in outside.split("/")]
    words = [whole.replace(" / ", " "), outside.replace(" / ", " "), *parts, inside]
    return tuple(dict.fromkeys(each for each in words if each))


@cache
def _roles(kind: SheetKind) -> Mapping[str, tuple[str, int]]:
    """The role of each word, and how good a word it is for it (0 the best)."""
    found: dict[str, tuple[str, int]] = {}
    for role, words in WORDS[kind].items():
        for rank, word in enumerate(words):
            found.setdefault(word, (role, rank))
    return found


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for kind in SheetKind for word in _roles(kind))


@lru_cache(maxsize=50_000)
def is_head_word(text: str) -> bool:
    """Whether it heads a column of some kind of book."""
    known = _all_words()
    return any(each in known or _tax_in(each) for each in readings(text))


def _tax_in(folded: str) -> str | None:
    return next((name for pattern, name in TAX_WORDS if pattern.search(folded)), None)


class HeadReader:
    """Knows the heads of all kinds of books, and the facts and taxes of one vocabulary."""

    def __init__(self, headers: Headers) -> None:
        self.headers = headers
        self._taxes = {name: self._identifier(name) for _, name in TAX_WORDS}

    def _identifier(self, tax: str) -> str:
        """The vocabulary's name of a tax; as people write it where it has none."""
        column = self.headers.column(tax.replace(" ", ""))
        return column.tax if column is not None and column.tax else tax

    def tax_in(self, text: str) -> str | None:
        """The one tax that a text names; None for none and for several."""
        folded = folded_head(text)
        found = [name for pattern, name in TAX_WORDS if pattern.search(folded)]
        return self._taxes[found[0]] if len(found) == 1 else None

    def heads(
        self, kind: SheetKind, columns: Sequence[Parts], given: Mapping[int, str] = NOTHING
    ) -> list[Head]:
        """One for each column. Of columns that want the same role the best named one has it.

        `given` are roles and facts that are said to be in a column, whatever its head; "" is none.
        """
        read = [_named(given[at]) if at in given else each for at, each in enumerate(columns)]
        wanted = [
            None if given.get(at) in self._only_facts(kind) else self._wanted(kind, parts)
            for at, parts in enumerate(read)
        ]
        best: dict[str, tuple[int, int]] = {}
        for at, found in enumerate(wanted):
            if found is not None:
                rank = -1 if at in given else found[1]
                best[found[0]] = min(best.get(found[0], (rank, at)), (rank, at))
        heads = []
        for at, (parts, found) in enumerate(zip(read, wanted, strict=True)):
            written = " / ".join(columns[at])
            if found is not None and best[found[0]][1] == at:
                heads.append(Head(written, found[0]))
            elif kind is SheetKind.CASH and parts:
                heads.append(replace(self._fact(parts, set(best)), written=written))
            else:
                heads.append(Head(written, None))
        return _each_fact_once(heads)

    def _only_facts(self, kind: SheetKind) -> frozenset[str]:
        """Facts that no role of a cash book has the name of."""
        return frozenset(self.headers.expected) - WORDS[kind].keys()

    def _wanted(self, kind: SheetKind, parts: Parts) -> tuple[str, int] | None:
        if not parts:
            return None
        if kind is SheetKind.TAXES and (tax := self._tax_column(parts)):
            return tax, 0
        if kind is SheetKind.PLAN and (month := _month_column(parts)):
            return month, 0
        known = _roles(kind)
        names = (" ".join(parts), parts[-1], " ".join(reversed(parts)), *parts[:-1])
        for name in names:
            found = [known[each] for each in readings(name) if each in known]
            if found:
                return found[0]
        return None

    def _tax_column(self, parts: Parts) -> str | None:
        tax = self.tax_in(" ".join(parts))
        if tax is None:
            return None
        known = _roles(SheetKind.TAXES)
        sides = [
            _SIDES[role]
            for part in parts
            for each in (*readings(part), *folded_head(part).split())
            if (role := known.get(each, ("", 0))[0]) in _SIDES
        ]
        return f"{sides[0] if sides else WITHHELD}.{tax}"

    def _fact(self, parts: Parts, taken: set[str]) -> Head:
        """An extra column of a cash book."""
        written = " / ".join(parts)
        for name in (written, *reversed(parts)):
            column = self.headers.column(" ".join(name.split()))
            if column is not None and column.fact.name not in taken | _GIVEN_BY_ROLES:
                role = f"{column.fact.name}.{column.tax}" if column.tax else column.fact.name
                return Head(written, role, column)
        return Head(written, None)


def _named(role: str) -> Parts:
    """A role as a head that means it."""
    return (role,) if role else ()


_GIVEN_BY_ROLES = frozenset({kinds.VOUCHER, kinds.TEXT, kinds.DATE, "nilai"})
"""Facts of a cash line that come from the columns of its book."""


def _each_fact_once(heads: list[Head]) -> list[Head]:
    seen: set[str] = set()
    found = []
    for head in heads:
        if head.column is not None and head.role in seen:
            found.append(Head(head.written, None))
            continue
        if head.role is not None:
            seen.add(head.role)
        found.append(head)
    return found


def _month_column(parts: Parts) -> str | None:
    month = month_in(folded_head(parts[-1]))
    if month is None and len(parts) > 1 and parts[-1].isdigit() and 1 <= int(parts[-1]) <= 12:
        month = int(parts[-1])
    return MONTHS[month - 1] if month is not None else None


# ---- the kind ----


def kind_of(
    reader: HeadReader,
    columns: Sequence[Parts],
    title: SheetKind | None,
    given: Mapping[int, str] = NOTHING,
) -> tuple[SheetKind, list[Head]] | None:
    """The kind of book that these columns make; the title decides between several."""
    fitting: dict[SheetKind, list[Head]] = {}
    for kind in WORDS:
        if kind is SheetKind.TABLE:
            continue
        heads = reader.heads(kind, columns, given)
        roles = {each.role for each in heads if each.role is not None}
        if _makes(kind, roles, reader, columns, titled=kind is title):
            fitting[kind] = heads
    order = _ORDER if title is None else (title, *_ORDER)
    return next(((kind, fitting[kind]) for kind in order if kind in fitting), None)


_ORDER = (
    SheetKind.TAXES,
    SheetKind.CASH,
    SheetKind.BUDGET,
    SheetKind.PAYEES,
    SheetKind.PLAN,
    SheetKind.PRICES,
)


def _makes(
    kind: SheetKind,
    roles: set[str],
    reader: HeadReader,
    columns: Sequence[Parts],
    *,
    titled: bool,
) -> bool:
    match kind:
        case SheetKind.CASH:
            both = {kinds.RECEIVED, kinds.SPENT} <= roles
            one = bool(roles & {kinds.RECEIVED, kinds.SPENT})
            return kinds.TEXT in roles and (both or (one and bool(roles & _DATED)))
        case SheetKind.TAXES:
            taxes = [each for each in roles if "." in each]
            grouped = any(each.startswith(DEPOSITED) for each in taxes)
            sides = roles & {kinds.RECEIVED, kinds.SPENT}
            if not roles & {kinds.TEXT, kinds.VOUCHER, kinds.DATE} or not (taxes or sides):
                return False
            return titled or grouped or kinds.TAX in roles or (len(taxes) > 1 and len(sides) < 2)
        case SheetKind.BUDGET:
            counted = len(roles & {kinds.PRICE, kinds.COEFFICIENTS, kinds.QUANTITY, kinds.MEASURE})
            known = kinds.ACCOUNT in roles or titled or counted > 2
            return {kinds.TEXT, kinds.AMOUNT} <= roles and counted > 0 and known
        case SheetKind.PAYEES:
            paid = roles & {kinds.AMOUNT, kinds.DATE, kinds.DAYS}
            personal = roles & {kinds.NIP, kinds.RANK, kinds.DESTINATION, kinds.DAYS}
            return kinds.NAME in roles and bool(paid) and (titled or bool(personal))
        case SheetKind.PLAN:
            told = roles & {kinds.AIM, kinds.TARGET, kinds.PLACE, kinds.PERFORMER, kinds.FUNDING}
            months = roles & set(MONTHS)
            return kinds.ACTIVITY in roles and (len(told) > 1 or len(months) > 5 or titled)
        case _:
            summed = {each.role for each in reader.heads(SheetKind.BUDGET, columns)}
            counted_too = summed & {kinds.AMOUNT, kinds.QUANTITY, kinds.COEFFICIENTS}
            return {kinds.TEXT, kinds.PRICE, kinds.MEASURE} <= roles and not counted_too


_DATED = {kinds.BALANCE, kinds.DATE, kinds.VOUCHER}


def is_plain(headers: Headers, written: Sequence[str]) -> bool:
    """Whether heads are facts of the vocabulary, rather than those of a cash book."""
    facts = {column.fact.name for each in written if (column := headers.column(each))}
    cash = {role for each in written for word in readings(each)
            if (role := _roles(SheetKind.CASH).get(word, ("", 0))[0])}  # fmt: skip
    if {kinds.RECEIVED, kinds.SPENT} <= cash:
        return False
    return "nilai" in facts or ("belanja" in facts and kinds.SPENT not in cash)
