"""What floats lose: shares computed in float32 against the ceiling and against the exact ones."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from benchmarks.workload import UNIT, Case


def losses(case: Case, floats: Sequence[Any], shares: Sequence[int]) -> dict[str, int]:
    """Rupiah, rounded to whole ones; `shares` are the exact ones after rounding."""
    amounts = [Fraction(float(each)) for each in floats]
    weights = case.weights
    scores = [weights[each] * count for each, count in zip(case.classes, case.counts, strict=True)]
    fixed = Fraction(65, 100) * case.ceiling / case.size
    for_one = Fraction(35, 100) * case.ceiling / sum(scores)
    quotas = [fixed + for_one * each for each in scores]
    rounded = [round(each / UNIT) * UNIT for each in amounts]
    return {
        "sum_minus_ceiling": round(sum(amounts) - case.ceiling),
        "rounded_sum_minus_ceiling": sum(rounded) - case.ceiling,
        "largest_from_exact_quota": round(
            max(abs(a - b) for a, b in zip(amounts, quotas, strict=True))
        ),
        "units_with_another_share": sum(a != b for a, b in zip(rounded, shares, strict=True)),
    }
