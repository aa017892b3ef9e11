"""The formula in OpenFisca-Core: one entity, its variables, and parameters for the law's numbers.

Its numbers are numpy's float32 (`float`) and int32 (`int`): at a billion rupiah the next float32 is
Rp64 or Rp128 away, and int32 ends at Rp2,147,483,647. There is no form for rounding to a total. As
a formula is Python over all units, one may program it, in integers of one's own; it would be that
program that is timed. So this computes the quotas, and what is lost is reported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.workload import Case

YEAR = "2019"

District = build_entity("district", "districts", "A unit of allocation", is_person=True)


def prepared(case: Case) -> Callable[[], Any]:
    """The system and its simulation are made once; each run sets both columns and computes."""
    simulation = SimulationBuilder().build_default_simulation(_system(case), count=case.size)
    classes, counts = np.array(case.classes), np.array(case.counts)

    def run() -> Any:
        for name in ("fixed_part", "variable_part", "score", "allocation"):
            simulation.delete_arrays(name)
        simulation.set_input("regional", YEAR, classes)
        simulation.set_input("kab_kota", YEAR, counts)
        return simulation.calculate("allocation", YEAR)

    return run


def _system(case: Case) -> TaxBenefitSystem:
    options = {f"class_{place}": str(place) for place in range(len(case.weights))}
    regional_classes = Enum("RegionalClasses", options)
    first = next(iter(regional_classes))

    class regional(Variable):  # noqa: N801 - the name of a variable is that of its class
        value_type = Enum
        possible_values = regional_classes
        default_value = first
        entity = District
        definition_period = DateUnit.YEAR

    class kab_kota(Variable):  # noqa: N801
        value_type = int
        entity = District
        definition_period = DateUnit.YEAR

    class score(Variable):  # noqa: N801
        value_type = float
        entity = District
        definition_period = DateUnit.YEAR

        def formula(district, period, parameters):  # type: ignore[no-untyped-def]  # noqa: N805
            weights = parameters(period).weight[district("regional", period)]
            return weights * district("kab_kota", period)

    class fixed_part(Variable):  # noqa: N801
        value_type = float
        entity = District
        definition_period = DateUnit.YEAR

        def formula(district, period, parameters):  # type: ignore[no-untyped-def]  # noqa: N805
            law = parameters(period)
            return district.filled_array(law.fixed_share * law.ceiling / district.count)

    class variable_part(Variable):  # noqa: N801
        value_type = float
        entity = District
        definition_period = DateUnit.YEAR

        def formula(district, period, parameters):  # type: ignore[no-untyped-def]  # noqa: N805
            law = parameters(period)
            scores = district("score", period)
            return scores / scores.sum() * (1 - law.fixed_share) * law.ceiling

    class allocation(Variable):  # noqa: N801
        value_type = float
        entity = District
        definition_period = DateUnit.YEAR

        def formula(district, period):  # type: ignore[no-untyped-def]  # noqa: N805
            return district("fixed_part", period) + district("variable_part", period)

    system = TaxBenefitSystem([District])
    system.add_variables(regional, kab_kota, score, fixed_part, variable_part, allocation)
    system.parameters = ParameterNode(data=_parameters(case, list(options)))
    return system


def _parameters(case: Case, options: list[str]) -> dict[str, Any]:
    def since(value: float) -> dict[str, Any]:
        return {"values": {f"{YEAR}-01-01": {"value": value}}}

    return {
        "ceiling": since(case.ceiling),
        "fixed_share": since(0.65),
        "weight": {
            name: since(float(weight)) for name, weight in zip(options, case.weights, strict=True)
        },
    }
