"""The largest possible losses in the public JSON document."""

from __future__ import annotations

from typing import Any

from bokrules.allocation.solve import assumptions
from bokrules.comparison.possible_loss import PossibleLosses, Replayed, UnitLoss
from bokrules.evaluation.citing import citation_text


def losses_document(losses: PossibleLosses) -> dict[str, Any]:
    """Exact numbers are text, such as 2600/17; `inputs` are values of the `ranges`, in their order.

    Rounding moves a loss by less than `rounding_below` rupiah.
    """
    sides = (losses.before, losses.after)
    assumed = [text for each in sides for text in assumptions(each.formula, each.policy)]
    return {
        "formula": [each.formula.name for each in sides],
        "edition": [each.policy.edition.id for each in sides],
        "citation": [citation_text(each.formula.citations, each.policy) for each in sides],
        "assumed": list(dict.fromkeys(assumed)),
        "possible_losses": {
            "ranges": [
                {
                    "name": each.name,
                    "of": each.of.value,
                    "low": str(each.low),
                    "high": str(each.high),
                }
                for each in losses.ranges
            ],
            "units": [_unit(each) for each in losses.units],
            "rounding_below": losses.rounding,
            "not_analysed": [key for key, _ in losses.not_analysed],
            "reason": None if losses.reason is None else losses.reason.text(),
        },
    }


def _unit(unit: UnitLoss) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "name": unit.name,
        "loss": str(unit.loss),
        "inputs": [str(each) for each in unit.inputs],
        "from": _side(unit.before),
        "to": _side(unit.after),
    }


def _side(side: Replayed) -> dict[str, Any]:
    return {"quota": str(side.quota), "amount": side.amount}
