"""A reconciliation as one JSON document; fractions as text, such as 2600/17."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bokrules.allocation.reconcile.hypotheses import Hypothesis
from bokrules.allocation.reconcile.reconcile import Reconciliation, UnitResidual
from bokrules.evaluation.citing import citation_text
from bokrules.inspection.audit import DocumentAudit


def reconciliation_document(result: Reconciliation, audited: DocumentAudit) -> dict[str, Any]:
    """Stable keys; `units` in the order of the units given, `audit` as `audit --format json`."""
    edition = result.policy.edition
    allocation, affine, fit = result.allocation, result.affine, result.fit
    return {
        "formula": result.formula.name,
        "edition": {
            "id": edition.id,
            "regulation": edition.regulation,
            "sha256": edition.sha256,
        },
        "citation": citation_text(result.formula.citations, result.policy),
        "computable": allocation is not None,
        "missing": list(result.missing),
        "tolerance": str(result.tolerance),
        "published_total": result.published_total,
        "computed_total": None if allocation is None else allocation.total,
        "compared_published": result.compared_published,
        "compared_computed": result.compared_computed,
        "following": result.followers,
        "units_compared": len(result.units),
        "formula_constants": None
        if affine is None
        else {"fixed": str(affine.fixed), "rate": str(affine.rate), "weight": affine.words},
        "fit": None
        if fit is None
        else {
            "fixed": str(fit.fixed),
            "rate": str(fit.rate),
            "explained": fit.explained,
            "exact": fit.exact,
        },
        "units": [_unit(each) for each in result.units],
        "not_explained": [each.unit for each in result.outliers],
        "unpublished": list(result.unpublished),
        "unknown": [{"unit": each.unit, "name": each.name} for each in result.unknown],
        "assumed": [] if allocation is None else list(allocation.assumed),
        "audit": audited.to_dict(),
    }


def _unit(unit: UnitResidual) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "name": unit.name,
        "published": unit.published,
        "computed": unit.computed,
        "residual": unit.residual,
        "residual_percent": _text(unit.percent),
        "follows": unit.follows,
        "predicted": _text(unit.predicted),
        "fit_residual": _text(unit.fit_residual),
        "explained": unit.explained,
        "hypotheses": [_hypothesis(each) for each in unit.hypotheses],
    }


def _hypothesis(hypothesis: Hypothesis) -> dict[str, Any]:
    return {
        "kind": hypothesis.kind,
        "corrected": hypothesis.corrected,
        "units": list(hypothesis.units),
        "factor": _text(hypothesis.factor),
    }


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)
