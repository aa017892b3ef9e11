"""What may have gone wrong where a printed number is not the computed one: hypotheses."""

from __future__ import annotations

from fractions import Fraction

from bokrules.base.messages import Message, msg

POWERS = (10, 100, 1000, 10**6)


def likely_slip(printed: Fraction, computed: Fraction) -> Message | None:
    """The slip of the pen that turns the computed number into the printed one, if there is one."""
    if printed == -computed:
        return msg("the sign is missing, or is one too many")
    if printed and computed:
        for power in POWERS:
            if abs(printed) * power == abs(computed):
                return _factor(power, printed, computed, is_short=True)
            if abs(printed) == abs(computed) * power:
                return _factor(power, printed, computed, is_short=False)
    if printed.denominator == computed.denominator and (printed < 0) is (computed < 0):
        return _slip_of_digits(str(abs(printed.numerator)), str(abs(computed.numerator)))
    return None


def _factor(power: int, printed: Fraction, computed: Fraction, *, is_short: bool) -> Message:
    zeros = len(str(power)) - 1
    same_sign = (printed < 0) is (computed < 0)
    if is_short and same_sign:
        return msg("the last {n} zeros are missing", n=zeros)
    if is_short:
        return msg("the last {n} zeros and the sign are missing", n=zeros)
    if same_sign:
        return msg("{n} zeros are too many", n=zeros)
    return msg("{n} zeros are too many, and the sign is wrong", n=zeros)


def _slip_of_digits(printed: str, computed: str) -> Message | None:
    if len(printed) == len(computed):
        wrong = [n for n, (a, b) in enumerate(zip(printed, computed, strict=True)) if a != b]
        if len(wrong) == 1:
            return msg("one digit is misprinted")
        if len(wrong) == 2 and printed[wrong[0]] == computed[wrong[1]]:
            swapped = printed[wrong[1]] == computed[wrong[0]]
            return msg("two digits are swapped") if swapped else None
    if len(printed) + 1 == len(computed) and _is_without_one(printed, computed):
        return msg("one digit is missing")
    if len(printed) == len(computed) + 1 and _is_without_one(computed, printed):
        return msg("one digit is too many")
    return None


def _is_without_one(short: str, long: str) -> bool:
    return any(short == long[:n] + long[n + 1 :] for n in range(len(long)))
