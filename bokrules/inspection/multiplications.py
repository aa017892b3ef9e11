"""Multiplications as people write them in ledgers and budgets.

`2 org x 10 Ds x 1 kl x Rp. 30.000,- = 600.000`, `156 OB @50.000`, `13 Kelas x 11 Bumil x 4 Kali`.
What is not clearly counts with at most one price is passed over whole: sizes (`3x4 m`, `80 gr x
5`), shares (`50%`), ranges (`2-3 org x`), dates, sums of other things
than products with prices, and products with an unreadable part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<number>[0-9]+(?:[.,][0-9]+)*)(?:,-{1,2}|,=|\.-)?
    |(?P<times>[×*]|x(?=[0-9])|(?<![^\W\d_])x(?![^\W\d_]))
    |(?P<rupiah>(?:rp|idr)(?![^\W\d_])\.?)
    |(?P<word>[^\W\d_]+?(?=x[0-9])|[^\W\d_][^\W_]*\.?)
    |(?P<mark>\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_MAY_MULTIPLY = re.compile(
    r"[0-9].*(?:[×*@]|x[0-9]|(?<![^\W\d_])x(?![^\W\d_]))", re.IGNORECASE | re.DOTALL
)
_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,15})(?:,([0-9]{1,2}))?")
_POINTED = re.compile(r"([0-9]{1,15})\.([0-9]{1,2})")

_SIZES = frozenset(
    (
        "m",
        "m2",
        "m²",
        "meter",
        "mtr",
        "cm",
        "mm",
        "km",
        "inch",
        "inci",
        "gr",
        "gram",
        "mg",
        "ml",
        "cc",
    )
)
_WEIGHTS = frozenset(("kg", "liter", "ltr", "lt", "l"))
"""Counted where there is a price (`5 liter @ 6.500`); else the size of what is counted."""
_SCALES = {"ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000}
_MOST_WORDS = 4
"""Of a measure: `3 orang kader posyandu desa x`."""
_ANDS = frozenset(("dan", "serta"))
"""What joins two products: the first ends with its price."""
_MOST_COUNTS = 8
"""What multiplies more is no calculation of an expense."""
LEAST_PRICE = 1000
"""From here on a last factor without a measure is a price, and a result may be rupiah."""


@dataclass(frozen=True, slots=True)
class Count:
    """A factor that counts something: `11 Bumil`."""

    number: Fraction
    measure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplication:
    """Counts, perhaps a price in rupiah, and the number that the text prints after `=`.

    `is_money` tells that the printed number is rupiah: it is marked so, or there is a price.
    """

    text: str
    counts: tuple[Count, ...]
    price: int | None = None
    printed: int | None = None
    is_money: bool = False

    @property
    def quantity(self) -> Fraction:
        """The product of the counts."""
        numbers = [each.number for each in self.counts]
        return Fraction(
            prod(each.numerator for each in numbers), prod(each.denominator for each in numbers)
        )

    @property
    def total(self) -> int | None:
        """The product with the price, in rupiah. None without a price, or if it is not whole."""
        if self.price is None:
            return None
        exact = self.quantity * self.price
        return exact.numerator if exact.denominator == 1 else None


@lru_cache(maxsize=100_000)
def multiplications_in(text: str) -> tuple[Multiplication, ...]:
    """All multiplications of a text, in its order."""
    return tuple(_Reader(text).all()) if _MAY_MULTIPLY.search(text) else ()


@lru_cache(maxsize=10_000)
def number_of(written: str) -> Fraction | None:
    """Dots group thousands, a comma comes before a fraction, and so does a dot before one digit
    or two. None for all else, such as `30,000`."""
    found = _NUMBER.fullmatch(written) or _POINTED.fullmatch(written)
    if found is None:
        return None
    part = found[2] or ""
    return Fraction(int(found[1].replace(".", "") + part), 10 ** len(part))


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


_NOTHING = _Token("end", "", 0, 0)
_LOOK_AHEAD = 4
"""How far past the last token is looked: no loop goes on at what is nothing."""


class _Reader:
    """Reads the tokens of a text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [
            _Token(kind, each[kind], each.start(), each.end())
            for each in _TOKEN.finditer(text)
            if (kind := each.lastgroup) is not None
        ]
        self._count = len(self._tokens)
        self._tokens += [_NOTHING] * _LOOK_AHEAD
        self._at = 0
        self._sums: set[int] = set()
        """The places of `+` between two products with prices."""

    def all(self) -> Iterator[Multiplication]:
        while self._at < self._count:
            if self._starts_factor():
                is_summed = self._is_summed(self._at)
                hangs = not is_summed and self._hangs(self._at)
                found = self._multiplication()
                if found is not None and not hangs:
                    # What is printed behind a sum is that of all its products.
                    yield replace(found, printed=None, is_money=False) if is_summed else found
            else:
                self._at += 1

    # ---- tokens ----

    def _peek(self, ahead: int = 0) -> _Token:
        return self._tokens[self._at + ahead]

    def _is(self, mark: str, ahead: int = 0) -> bool:
        return self._peek(ahead).text == mark

    def _accept(self, *wanted: str) -> bool:
        token = self._peek()
        if token.kind in wanted or token.text in wanted:
            self._at += 1
            return True
        return False

    def _starts_factor(self) -> bool:
        return self._peek().kind in ("number", "rupiah") or self._is("@")

    def _hangs(self, place: int) -> bool:
        """Whether what stands before belongs to the calculation, and was not read with it."""
        while place and self._tokens[place - 1].text == "(":
            place -= 1
        if self._plus_before(place) is not None:
            return True
        before = self._tokens[place - 1] if place else _NOTHING
        return before.kind in ("times", "number") or before.text in {*"@=+/%-–"}

    def _plus_before(self, place: int) -> int | None:
        """The place of a `+` before, with perhaps words between: `+ snack 30 x`."""
        before = place - 1
        while before >= 0 and self._tokens[before].kind == "word":
            before -= 1
        return before if before >= 0 and self._tokens[before].text == "+" else None

    def _is_summed(self, place: int) -> bool:
        return self._plus_before(place) in self._sums

    def _adds_product(self, plus: int) -> bool:
        """Whether a product with a price follows a `+`; the reader stays where it is."""
        at, self._at = self._at, plus + 1
        while self._peek().kind == "word":
            self._at += 1
        found = self._multiplication() if self._starts_factor() else None
        self._at = at
        return found is not None and found.price is not None

    def _goes_on(self, *, past_word: bool) -> bool:
        """Whether what follows belongs to the calculation, and was not read with it."""
        ahead = int(past_word and self._peek().kind == "word")
        while self._is(")", ahead):
            ahead += 1
        token, after = self._peek(ahead), self._peek(ahead + 1)
        if token.text in ("-", "/"):
            return after.kind in ("number", "rupiah")
        return token.kind == "times" or token.text in ("+", "%", "@")

    # ---- parts ----

    def _multiplication(self) -> Multiplication | None:
        first = self._peek()
        counts: list[Count] = []
        prices: list[int] = []
        is_clear = self._factor(counts, prices)
        while is_clear and (self._is("@") or self._accept("times")):
            is_clear = self._factor(counts, prices)
        if not is_clear:
            return None
        has_result, printed, is_marked = self._result()
        if not prices and len(counts) > 1 and _looks_like_price(counts[-1]):
            prices = [int(counts.pop().number)]
        if prices and not has_result and self._is("+"):
            if not self._adds_product(self._at):
                return None
            self._sums.add(self._at)
        elif self._goes_on(past_word=has_result) or (has_result and printed is None):
            return None
        if not _is_clear(counts, prices, has_result):
            return None
        return Multiplication(
            text=" ".join(self._text[first.start : self._peek(-1).end].split()),
            counts=tuple(counts),
            price=prices[0] if prices else None,
            printed=printed,
            is_money=has_result and (is_marked or bool(prices)),
        )

    def _factor(self, counts: list[Count], prices: list[int]) -> bool:
        """Reads a count or a price; whether it was clearly one."""
        is_at = self._accept("@")
        is_price = self._accept("rupiah") or is_at
        token = self._peek()
        if token.kind != "number":
            self._at += not is_price
            return False
        self._at += 1
        number = number_of(token.text)
        if number is None or self._goes_on_within():
            return False
        if not is_price:
            counts.append(Count(number, self._measure()))
            return True
        rupiah = self._scaled(number)
        if self._accept("/", "per"):
            self._accept("word")
        if rupiah is None:
            return False
        prices.append(rupiah)
        return True

    def _goes_on_within(self) -> bool:
        """Whether the number just read is part of something else: a range, a date, a share."""
        if self._is("%"):
            return True
        return self._peek().text in ("-", "/", "–") and self._peek(1).kind == "number"

    def _measure(self) -> str:
        """All words before the next factor; of the last factor the first word."""
        ahead = 0
        while self._peek(ahead).kind == "word" and ahead < _MOST_WORDS:
            ahead += 1
            if self._is("/", ahead) and self._peek(ahead + 1).kind == "word":
                ahead += 2
        is_followed = self._peek(ahead).kind == "times" or self._peek(ahead).text in ("@", "=")
        is_measured = self._peek().text.casefold() not in _ANDS
        length = ahead if is_followed else min(ahead, is_measured)
        words = " ".join(self._peek(each).text for each in range(length))
        self._at += length
        return words

    def _result(self) -> tuple[bool, int | None, bool]:
        """Whether there is one, its number, and whether it is marked as rupiah."""
        ahead = 0
        while self._is(")", ahead):
            ahead += 1
        marked = self._peek(ahead + 1).kind == "rupiah"
        token = self._peek(ahead + 1 + marked)
        if not self._is("=", ahead) or token.kind != "number":
            return False, None, False
        self._at += ahead + 2 + marked
        number = number_of(token.text)
        before = self._at
        printed = None if number is None else self._scaled(number)
        return True, printed, marked or self._at > before

    def _scaled(self, number: Fraction) -> int | None:
        """Whole rupiah, `50 rb` and `1,5 juta` too."""
        scale = _SCALES.get(self._peek().text.casefold().rstrip("."))
        if scale is not None:
            self._at += 1
            number *= scale
        return number.numerator if number.denominator == 1 else None


def _looks_like_price(count: Count) -> bool:
    return not count.measure and count.number >= LEAST_PRICE and count.number.denominator == 1


def _is_clear(counts: list[Count], prices: list[int], has_result: bool) -> bool:
    """Whether this is a product of counts, and at most one price."""
    measures = [each.measure.split()[0].casefold().rstrip(".") for each in counts if each.measure]
    if not 0 < len(counts) <= _MOST_COUNTS or len(prices) > 1 or len(counts) + len(prices) < 2:
        return False
    sizes = _SIZES if prices else _SIZES | _WEIGHTS
    if any(each in sizes for each in measures):
        return False
    bare = len(counts) - len(measures)
    # `spanduk 3 x 1 @ 150.000`: two numbers without a measure are a size, unless it adds up.
    return has_result or (bare < 2 and bool(prices or measures))
