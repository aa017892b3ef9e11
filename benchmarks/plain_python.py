"""The formula in Python without libraries: 65% in equal parts, 35% by weight × count.

Shares are multiples of `unit` that sum to the ceiling. Of equal remainders the first comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import gcd


def with_integers(
    classes: Sequence[int], counts: Sequence[int], weights: Sequence[int], ceiling: int, unit: int
) -> list[int]:
    """All quotas over one denominator, reduced. Weights are integers: a factor changes nothing."""
    size = len(counts)
    scores = [weights[each] * count for each, count in zip(classes, counts, strict=True)]
    fixed, factor, scale = _over_one_denominator(size, sum(scores), ceiling, unit)
    parts = [divmod(fixed + factor * score, scale) for score in scores]
    whole = [units for units, _ in parts]
    rest = [over for _, over in parts]
    left = ceiling // unit - sum(whole)
    for place in sorted(range(size), key=rest.__getitem__, reverse=True)[:left]:
        whole[place] += 1
    return [each * unit for each in whole]


def with_integers_by_value(
    classes: Sequence[int], counts: Sequence[int], weights: Sequence[int], ceiling: int, unit: int
) -> list[int]:
    """The same, but units with the same score are computed and sorted once."""
    scores = [weights[each] * count for each, count in zip(classes, counts, strict=True)]
    many = Counter(scores)
    total = sum(score * count for score, count in many.items())
    fixed, factor, scale = _over_one_denominator(len(counts), total, ceiling, unit)
    parts = {score: divmod(fixed + factor * score, scale) for score in many}
    amounts = {score: units * unit for score, (units, _) in parts.items()}
    left = ceiling // unit - sum(parts[score][0] * count for score, count in many.items())
    tied = None
    for score in sorted(many, key=lambda each: parts[each][1], reverse=True):
        if many[score] > left:
            tied = score
            break
        amounts[score] += unit
        left -= many[score]
    shares = [amounts[score] for score in scores]
    place = -1
    for _ in range(left):
        place = scores.index(tied, place + 1)  # type: ignore[arg-type]
        shares[place] += unit
    return shares


def with_fractions(
    classes: Sequence[int],
    counts: Sequence[int],
    weights: Sequence[Fraction],
    ceiling: int,
    unit: int,
) -> list[int]:
    """The formula as one would write it down."""
    size = len(counts)
    scores = [weights[each] * count for each, count in zip(classes, counts, strict=True)]
    fixed = Fraction(65, 100) * ceiling / size
    for_one = Fraction(35, 100) * ceiling / sum(scores)
    quotas = [(fixed + for_one * score) / unit for score in scores]
    whole = [each.__floor__() for each in quotas]
    left = ceiling // unit - sum(whole)
    for place in sorted(range(size), key=lambda each: whole[each] - quotas[each])[:left]:
        whole[place] += 1
    return [each * unit for each in whole]


def _over_one_denominator(size: int, total: int, ceiling: int, unit: int) -> tuple[int, int, int]:
    """What each gets, what a score of one adds, and the denominator of both: 13/20 and 7/20."""
    fixed, factor, scale = 13 * ceiling * total, 7 * ceiling * size, 20 * size * total * unit
    common = gcd(fixed, factor, scale)
    return fixed // common, factor // common, scale // common
