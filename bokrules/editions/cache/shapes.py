"""How values look as JSON, and how they are made again: each shape is both directions of one type.

What a shape decodes is checked: it raises Damaged for whatever it would not have encoded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bokrules.base.spans import Span

if TYPE_CHECKING:
    from bokrules.semantics.policy import Policy

T = TypeVar("T")
Json = Any
"""What `json` reads: lists, dicts with text keys, texts, whole numbers, true, false, null."""

_LARGEST = 10**36
"""Above the square of any amount of rupiah."""


class Damaged(ValueError):
    """The JSON is none that was written from a value of this type."""


class Context:
    """What the parts of one policy share: the names of its files, and a way out if one is damaged.

    A place in a text is kept with the number of its file, so that no name is taken from the cache.
    """

    def __init__(self, files: Callable[[], Sequence[str]], rebuilt: Callable[[], Policy]) -> None:
        self._files = files
        self.rebuilt = rebuilt
        """The policy compiled from its sources."""
        self._names: Sequence[str] | None = None

    @property
    def names(self) -> Sequence[str]:
        if self._names is None:
            self._names = tuple(self._files())
        return self._names

    def number(self, file: str) -> int:
        """Of a file. Raises ValueError if it is none of the policy's."""
        return self.names.index(file)

    def file(self, number: object) -> str:
        if type(number) is not int or not 0 <= number < len(self.names):
            raise Damaged
        return self.names[number]


class Shape(Generic[T]):
    """Two functions, one the inverse of the other; both get the context of the policy."""

    __slots__ = ("decode", "encode")

    def __init__(
        self, encode: Callable[[T, Context], Json], decode: Callable[[Json, Context], T]
    ) -> None:
        self.encode = encode
        self.decode = decode


def _plain(value: Any, _context: Context) -> Json:
    return value


# ---- single values ----


def _text(given: Json, _context: Context) -> str:
    if type(given) is not str or not (given.isascii() or given.encode()):
        raise Damaged
    return given


def _name(given: Json, _context: Context) -> str:
    if type(given) is not str or not (given.isascii() and given.isidentifier()):
        raise Damaged
    return given


def _whole(given: Json, _context: Context) -> int:
    if type(given) is not int or abs(given) > _LARGEST:
        raise Damaged
    return given


def _truth(given: Json, _context: Context) -> bool:
    if type(given) is not bool:
        raise Damaged
    return given


def _day(given: Json, _context: Context) -> date:
    made = date.fromisoformat(_text(given, _context))
    if made.isoformat() != given:
        raise Damaged
    return made


def _fraction(given: Json, context: Context) -> Fraction:
    above, below = _items(given, 2)
    if _whole(below, context) < 1:
        raise Damaged
    return Fraction(_whole(above, context), below)


def _items(given: Json, size: int | None = None) -> list[Json]:
    if type(given) is not list or (size is not None and len(given) != size):
        raise Damaged
    return given


TEXT = Shape[str](_plain, _text)
NAME = Shape[str](_plain, _name)
"""What the grammar takes for a name: it can be written in any language without quotation marks."""
WHOLE = Shape[int](_plain, _whole)
TRUTH = Shape[bool](_plain, _truth)
DAY = Shape[date](lambda value, _: value.isoformat(), _day)
FRACTION = Shape[Fraction](lambda value, _: [value.numerator, value.denominator], _fraction)


def _span(given: Json, context: Context) -> Span:
    number, line, column, end_line, end_column = _items(given, 5)
    for each in (line, column, end_line, end_column):
        if type(each) is not int or not 0 < each < 10**9:
            raise Damaged
    return Span(context.file(number), line, column, end_line, end_column)


SPAN = Shape[Span](
    lambda span, context: [
        context.number(span.file),
        *(span.line, span.column, span.end_line, span.end_column),
    ],
    _span,
)


def one_of(values: Collection[T]) -> Shape[T]:
    """A word of a closed list; members of an enumeration are written as their texts."""
    known = {str(value): value for value in values}

    def decode(given: Json, _context: Context) -> T:
        if type(given) is not str or given not in known:
            raise Damaged
        return known[given]

    return Shape(lambda value, _: str(value), decode)


# ---- what is made of others ----


def optional(shape: Shape[T]) -> Shape[T | None]:
    """None, or a value that is never written as null."""
    encode, decode = shape.encode, shape.decode
    return Shape(
        lambda value, context: None if value is None else encode(value, context),
        lambda given, context: None if given is None else decode(given, context),
    )


def many(shape: Shape[T]) -> Shape[tuple[T, ...]]:
    encode, decode = shape.encode, shape.decode

    def decode_all(given: Json, context: Context) -> tuple[T, ...]:
        if type(given) is not list:
            raise Damaged
        return tuple([decode(each, context) for each in given])

    return Shape(lambda values, context: [encode(each, context) for each in values], decode_all)


def a_set_of(shape: Shape[str] | Shape[Any]) -> Shape[frozenset[Any]]:
    """Written in order, so that equal sets are written alike."""
    inner = many(shape)
    return Shape(
        lambda values, context: inner.encode(tuple(sorted(values)), context),
        lambda given, context: frozenset(inner.decode(given, context)),
    )


def by_name(shape: Shape[T], key: Shape[str] = NAME) -> Shape[Mapping[str, T]]:
    """A mapping in its order."""
    encode, decode, decode_key = shape.encode, shape.decode, key.decode

    def decode_all(given: Json, context: Context) -> Mapping[str, T]:
        if type(given) is not dict:
            raise Damaged
        return {decode_key(name, context): decode(each, context) for name, each in given.items()}

    return Shape(
        lambda values, context: {name: encode(each, context) for name, each in values.items()},
        decode_all,
    )


def pairs(first: Shape[Any], second: Shape[Any]) -> Shape[tuple[tuple[Any, Any], ...]]:
    """A tuple of pairs."""

    def decode(given: Json, context: Context) -> tuple[Any, Any]:
        one, other = _items(given, 2)
        return first.decode(one, context), second.decode(other, context)

    pair = Shape[tuple[Any, Any]](
        lambda value, context: [first.encode(value[0], context), second.encode(value[1], context)],
        decode,
    )
    return many(pair)


def record(made: Callable[..., T], **fields: Shape[Any]) -> Shape[T]:
    """A dataclass: the values of its fields in this order."""
    names = tuple(fields)
    encoders = [(name, shape.encode) for name, shape in fields.items()]
    decoders = [shape.decode for shape in fields.values()]
    size = len(names)

    def decode(given: Json, context: Context) -> T:
        if type(given) is not list or len(given) != size:
            raise Damaged
        values = [decode(each, context) for decode, each in zip(decoders, given, strict=True)]
        return made(**dict(zip(names, values, strict=True)))

    return Shape(
        lambda value, context: [encode(getattr(value, name), context) for name, encode in encoders],
        decode,
    )


def union(*members: tuple[type[Any], Shape[Any]]) -> Shape[Any]:
    """One of several types, each written with its name before it."""
    by_type = {kind: (kind.__name__, shape.encode) for kind, shape in members}
    by_word = {kind.__name__: shape.decode for kind, shape in members}

    def encode(value: Any, context: Context) -> Json:
        word, inner = by_type[type(value)]
        return [word, inner(value, context)]

    def decode(given: Json, context: Context) -> Any:
        word, value = _items(given, 2)
        if type(word) is not str or word not in by_word:
            raise Damaged
        return by_word[word](value, context)

    return Shape(encode, decode)


def later(shape: Callable[[], Shape[T]]) -> Shape[T]:
    """A shape that holds itself somewhere inside."""
    return Shape(
        lambda value, context: shape().encode(value, context),
        lambda given, context: shape().decode(given, context),
    )


class DecodedWhenRead(Mapping[str, T]):
    """A mapping whose values are decoded when they are first read."""

    def __init__(
        self,
        given: Json,
        shape: Shape[T],
        context: Context,
        rebuilt: Callable[[Policy], Mapping[str, T]],
    ) -> None:
        """`rebuilt` finds the mapping in a policy that was compiled from its sources."""
        if type(given) is not dict:
            raise Damaged
        for name in given:
            _name(name, context)
        self._given = given
        self._decode = shape.decode
        self._context = context
        self._rebuilt = rebuilt
        self._made: dict[str, T] = {}

    def __reduce__(self) -> tuple[type, tuple[dict[str, T]]]:
        """Stored and copied as what it holds, all of it made by then."""
        return dict, ({**self},)

    def __getitem__(self, name: str) -> T:
        made = self._made.get(name)
        if made is None:
            given = self._given[name]
            try:
                made = self._decode(given, self._context)
            except Exception:  # whatever is wrong with it, its source is not
                made = self._rebuilt(self._context.rebuilt())[name]
            made = self._made.setdefault(name, made)
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._given

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __repr__(self) -> str:
        return repr(dict(self))
