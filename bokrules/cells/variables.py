"""The facts that decide permission, each with the classes of values that no rule tells apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, cast

from bokrules.base.money import LARGEST_AMOUNT
from bokrules.semantics import operators
from bokrules.semantics.expressions import Comparison, Expression, Scalar
from bokrules.semantics.operators import Truth
from bokrules.semantics.vocabulary import Fact, Vocabulary, joined

_FIRST = {"belanja": 0, "dana": 1}
FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class IsTerm:
    """The value is this term or lies below it, by the taxonomy of one of the vocabularies."""

    term: str
    vocabulary: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """The value, compared with a constant."""

    how: Comparison
    constant: Scalar


@dataclass(frozen=True, slots=True)
class IsYes:
    """The value is yes."""


@dataclass(frozen=True, slots=True)
class IsOneOf:
    """The value is one of these: a fund that an edition governs, whatever else it says."""

    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Opaque:
    """A comparison that reads several facts; nothing is known but that it has a truth."""

    expression: Expression


Test = IsTerm | Compared | IsYes | IsOneOf | Opaque


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values that every test answers alike.

    `values` are those of a closed enumeration, in vocabulary order; for numbers and days the ends
    of an interval, both included, or neither if it `is_open`. A missing value has none. `example`
    is the most natural value. `is_complete` says that no test is left open for want of a (more
    specific) value.
    """

    truths: tuple[Truth, ...]
    values: tuple[Any, ...] = ()
    is_interval: bool = False
    is_open: bool = False
    is_missing: bool = False
    is_complete: bool = True

    def holds(self, value: Any) -> bool:
        """Whether a value that is not missing lies in the class."""
        if not self.is_interval:
            return value in self.values
        low, high = self.values
        return bool(low < value < high if self.is_open else low <= value <= high)

    @property
    def example(self) -> Any:
        """The first of a list; of an interval the value nearest to its lower end."""
        if self.is_open:
            return (self.values[0] + self.values[1]) / 2
        if self.is_interval and self.values[0] == 0 and self.values[1] >= 1:
            return type(self.values[1])(1)
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact by its Indonesian name; `default` is the variable that it is taken from if missing."""

    place: int
    name: str
    tests: tuple[Test, ...]
    classes: tuple[ValueClass, ...]
    default: int | None = None

    @property
    def is_opaque(self) -> bool:
        return self.compared is not None

    @property
    def compared(self) -> Expression | None:
        """The comparison of several facts that the variable stands for; None where it is a fact.

        It has one test, or several that are all alike in this.
        """
        first = self.tests[0] if self.tests else None
        return first.expression if isinstance(first, Opaque) else None

    @property
    def is_enumeration(self) -> bool:
        """Terms or options, of which there may be many."""
        return isinstance(self.tests[0], IsTerm | IsOneOf) if self.tests else False

    def class_of(self, value: Any) -> int:
        """The place of the class that a value lies in; None is a missing value.

        Of an opaque variable the value is the comparison's truth.
        """
        for place, each in enumerate(self.classes):
            if self.is_opaque:
                if each.truths[0] is value:
                    return place
            elif each.is_missing:
                if value is None:
                    return place
            elif value is not None and each.holds(value):
                return place
        raise ValueError(f"{self.name}: {value!r} is no value of it")


@dataclass(slots=True)
class Terms:
    """What the terms mean that some vocabularies share."""

    vocabularies: Sequence[Vocabulary]
    facts: Mapping[str, Fact] = field(init=False)
    _shared: dict[str, list[str]] = field(default_factory=dict)
    _tests: dict[tuple[str, str, int], IsTerm] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facts = joined(self.vocabularies).facts

    def test(self, name: str, term: str, vocabulary: int) -> IsTerm:
        """The test of a fact for a term; one test where vocabularies answer alike."""
        dimension = self.facts[name].type.of
        key = dimension, term, vocabulary
        known = self._tests.get(key)
        if known is None:
            known = self._tests[key] = self._test(dimension, IsTerm(term, vocabulary))
        return known

    def _test(self, dimension: str, test: IsTerm) -> IsTerm:
        truths = self.truths(dimension, test)
        for place in range(test.vocabulary):
            other = IsTerm(test.term, place)
            if test.term in self.vocabularies[place].taxonomies[dimension] and truths == (
                self.truths(dimension, other)
            ):
                return other
        return test

    def truths(self, dimension: str, test: IsTerm) -> list[Truth]:
        """For each shared term whether it is one."""
        taxonomy = self.vocabularies[test.vocabulary].taxonomies[dimension]
        return [operators.is_a(each, test.term, taxonomy) for each in self.shared(dimension)]

    def shared(self, dimension: str) -> list[str]:
        """The terms that all vocabularies have."""
        known = self._shared.get(dimension)
        if known is None:
            first, *others = (each.taxonomies[dimension] for each in self.vocabularies)
            known = [each for each in first.terms if all(each in other for other in others)]
            self._shared[dimension] = known
        return known

    def options(self, choice: str) -> list[str]:
        """The options that all vocabularies have which have the choice."""
        having = [each.choices[choice] for each in self.vocabularies if choice in each.choices]
        return [
            each for each in having[0].options if all(each in other.options for other in having)
        ]


@dataclass(slots=True)
class Collector:
    """Gathers the tests of every fact, then makes the variables; used once for all policies."""

    terms: Terms
    tests: dict[str, dict[Test, int]] = field(default_factory=dict)

    def test(self, name: str, test: Test) -> tuple[str, int]:
        """The test's place among those of its fact; also of the fact that it is taken from."""
        of = self.tests.setdefault(name, {})
        place = of.setdefault(test, len(of))
        default = self._default(name)
        if default is not None:
            self.test(default, test)
        return name, place

    def _default(self, name: str) -> str | None:
        fact = self.terms.facts.get(name)
        return fact.default if fact is not None else None

    def variables(self) -> dict[str, Variable]:
        """By name, in the order in which diagrams read them."""
        names = sorted(self.tests, key=self._order)
        places = {name: place for place, name in enumerate(names)}
        return {
            name: Variable(
                places[name],
                name,
                tuple(self.tests[name]),
                tuple(self._classes(name, tuple(self.tests[name]))),
                None if (default := self._default(name)) is None else places[default],
            )
            for name in names
        }

    def _order(self, name: str) -> tuple[int, int, str]:
        """Closed enumerations first; a fact before the one that it is taken from."""
        facts = self.terms.facts
        if name not in facts:
            return 9, 0, name
        chain, root = 0, name
        while (default := facts[root].default) is not None:
            root, chain = default, chain - 1
        rank = {"term": 2, "yes_no": 3, "choice": 3}.get(facts[name].type.kind, 4)
        return _FIRST.get(name, rank), chain, name

    def _classes(self, name: str, tests: Sequence[Test]) -> Iterable[ValueClass]:
        missing = ValueClass(tuple(None for _ in tests), is_missing=True, is_complete=False)
        if name not in self.terms.facts:
            for truth in (True, False, None):
                yield ValueClass((truth,) * len(tests), is_complete=truth is not None)
            return
        kind = self.terms.facts[name].type
        match kind.kind:
            case "term":
                yield from self._grouped(kind.of, tests)
            case "choice":
                options = self.terms.options(kind.of)
                yield from _grouped((each, _choice(each, tests)) for each in options)
            case "yes_no":
                for value in (True, False):
                    yield ValueClass(tuple(value for _ in tests), (value,))
            case "date":
                yield from _intervals(tests, FIRST_DAY, LAST_DAY, timedelta(days=1))
            case "number":
                yield from _numbers(tests)
            case _:
                yield from _intervals(tests, 0, LARGEST_AMOUNT, 1)
        yield missing

    def _grouped(self, dimension: str, tests: Sequence[Test]) -> Iterable[ValueClass]:
        shared = self.terms.shared(dimension)
        columns = [
            [each in test.values for each in shared]
            if isinstance(test, IsOneOf)
            else self.terms.truths(dimension, cast("IsTerm", test))
            for test in tests
        ]
        rows = zip(*columns, strict=True) if columns else (() for _ in shared)
        yield from _grouped(zip(shared, rows, strict=True))


def _grouped(pairs: Iterable[tuple[str, tuple[Truth, ...]]]) -> Iterable[ValueClass]:
    groups: dict[tuple[Truth, ...], list[str]] = {}
    for value, truths in pairs:
        groups.setdefault(truths, []).append(value)
    for truths, values in groups.items():
        yield ValueClass(truths, tuple(values), is_complete=None not in truths)


def _choice(value: str, tests: Sequence[Test]) -> tuple[Truth, ...]:
    return tuple(value == cast("Compared", each).constant for each in tests)


def _intervals(tests: Sequence[Test], low: Any, high: Any, step: Any) -> Iterable[ValueClass]:
    """Whole numbers or days, as far as all tests answer alike."""
    group: list[ValueClass] = []
    for each in _pieces(tests, low, high, step):
        if group and group[-1].truths != each.truths:
            yield _joined(group)
            group = []
        group.append(each)
    yield _joined(group)


def _joined(group: Sequence[ValueClass]) -> ValueClass:
    ends = (group[0].values[0], group[-1].values[1])
    return ValueClass(group[0].truths, ends, is_interval=True)


def _pieces(tests: Sequence[Test], low: Any, high: Any, step: Any) -> Iterable[ValueClass]:
    """What lies between the constants, and the constants; one may lie between whole numbers."""
    points: set[Any] = set()
    for each in tests:
        constant = cast("Any", cast("Compared", each).constant)
        if isinstance(constant, Fraction):
            points |= {constant.numerator // constant.denominator}
        points.add(constant)
    edges = sorted(each for each in points if low <= each <= high)
    start = low
    for edge in edges:
        whole = edge if not isinstance(edge, Fraction) else edge.numerator // edge.denominator
        if start < whole:
            yield _interval(tests, start, whole - step)
            start = whole
        if start == whole:
            yield _interval(tests, whole, whole)
            start = whole + step
    if start <= high:
        yield _interval(tests, start, high)


def _interval(tests: Sequence[Test], low: Any, high: Any) -> ValueClass:
    return ValueClass(_compared(tests, low), (low, high), is_interval=True)


def _numbers(tests: Sequence[Test]) -> Iterable[ValueClass]:
    """Exact numbers: each constant, and what lies between two."""
    edges = sorted({Fraction(cast("Any", cast("Compared", each).constant)) for each in tests})
    points = [Fraction(0), *(each for each in edges if each > 0)]
    for low, high in zip(points, [*points[1:], Fraction(LARGEST_AMOUNT + 1)], strict=True):
        yield ValueClass(_compared(tests, low), (low, low), is_interval=True)
        between = _compared(tests, (low + high) / 2)
        yield ValueClass(between, (low, high), is_interval=True, is_open=True)


def _compared(tests: Sequence[Test], value: Any) -> tuple[Truth, ...]:
    return tuple(
        operators.comparison(value, cast("Compared", each).how, cast("Compared", each).constant)
        for each in tests
    )
