"""What a ratio is held against: a scale of bands, or a target that is met or missed."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, NoReturn, TypeAlias, TypeVar, assert_never, cast

from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnknownValue
from bokrules.base.messages import Message, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics.expressions import Comparison
from bokrules.semantics.operators import comparison
from bokrules.semantics.policy import Policy, Target
from bokrules.semantics.scales import Band, Scale

Yardstick: TypeAlias = Scale | Target
Judgement: TypeAlias = Band | bool | None
"""The band of a scale (None outside all of them), or whether a target is met."""

_Named = TypeVar("_Named", Scale, Target)


def find_scale(name: str, policy: Policy) -> Scale:
    """Raises UnknownValue, and InvalidValue for a scale of other things than ratios."""
    scale = _find("skala", name, policy.scales, policy)
    if not scale.is_percent:
        _refuse("skala", name, msg("its bands are no percentages"))
    return scale


def find_target(name: str, policy: Policy) -> Target:
    """Raises UnknownValue, and InvalidValue for a target that no ratio can meet or miss."""
    target = _find("target", name, policy.targets, policy)
    if target.value is None or target.comparison is None:
        _refuse("target", name, msg("the edition prints no number for it"))
    if not target.is_percent:
        _refuse("target", name, msg("it is no percentage"))
    return target


def judge_ratio(ratio: Fraction, yardstick: Yardstick) -> Judgement:
    match yardstick:
        case Scale():
            return yardstick.band_of(ratio)
        case Target():
            how = cast("Comparison", yardstick.comparison)
            return comparison(ratio, how, yardstick.value)
        case _:
            assert_never(yardstick)


def judgements_of(yardstick: Yardstick) -> tuple[Judgement, ...]:
    """All that it can say, in its own order."""
    match yardstick:
        case Scale():
            return yardstick.bands
        case Target():
            return (True, False)
        case _:
            assert_never(yardstick)


def band_printed(printed: str, scale: Scale) -> Band:
    """The band that a source means by `Kurang Efektif`, `KE` or `KEs`.

    An abbreviation has the initials of a band's words as its capitals; small letters between them
    come from the word before. Raises InvalidValue for what names no band, or several.
    """
    words = printed.casefold().split()
    found = [each for each in scale.bands if words == each.label.text.casefold().split()]
    found = found or [each for each in scale.bands if _abbreviates(printed, each.label.text)]
    if len(found) == 1:
        return found[0]
    labels = [each.label.text for each in scale.bands]
    raise InvalidValue(
        codes.INVALID_VALUE,
        msg("`{printed}` names no band of `skala {scale}`", printed=printed, scale=scale.name),
        msg("its bands are: {names}", names=labels),
    )


def _abbreviates(short: str, label: str) -> bool:
    parts = [each for each in _at_capitals(short) if each]
    words = label.casefold().split()
    return len(parts) == len(words) and all(
        _letters_in_order(part.casefold(), word) for part, word in zip(parts, words, strict=True)
    )


def _at_capitals(short: str) -> list[str]:
    parts = [""]
    for letter in short:
        if letter.isupper():
            parts.append(letter)
        else:
            parts[-1] += letter
    return parts


def _letters_in_order(letters: str, word: str) -> bool:
    if letters[:1] != word[:1]:
        return False
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _find(
    kind: Literal["skala", "target"], name: str, known: Iterable[_Named], policy: Policy
) -> _Named:
    by_name = {each.name: each for each in known}
    if name in by_name:
        return by_name[name]
    raise UnknownValue(
        codes.UNKNOWN_VALUE,
        msg("edition {id} has no `{kind} {name}`", id=policy.edition.id, kind=kind, name=name),
        did_you_mean(name, by_name)
        or (msg("there is: {names}", names=list(by_name)) if by_name else msg("it has none")),
    )


def _refuse(kind: str, name: str, why: Message) -> NoReturn:
    raise InvalidValue(
        codes.INVALID_VALUE,
        msg("`{kind} {name}` judges no ratio: {why}", kind=kind, name=name, why=why),
    )
