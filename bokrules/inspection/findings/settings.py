"""The parameters of the checks across lines, in one place; each check can be switched off."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class CheckSettings(BaseModel):
    """What every check has. Unknown names in a settings file are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: bool = True


class NotInPlan(CheckSettings):
    by_month: bool = False
    """A line of the plan holds for its own month only."""


class LedgerDuty(CheckSettings):
    """Duties that a cash book may show by the words of its lines."""

    rules: tuple[str, ...]
    """Names of the duty; an edition that declares none of them does not ask for it."""


class InterestNotDeposited(LedgerDuty):
    rules: tuple[str, ...] = ("bunga_disetor",)
    last_month: int = 12
    """A book that reaches it is one of a whole year; before, the duty is not yet due."""


class NoCashInspection(LedgerDuty):
    rules: tuple[str, ...] = ("pemeriksaan_kas",)


class Settings(BaseModel):
    """One field for each check, named as the check."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    refused_expense: CheckSettings = CheckSettings()
    unmet_obligation: CheckSettings = CheckSettings()
    passed_limit: CheckSettings = CheckSettings()
    tax_not_deposited: CheckSettings = CheckSettings()
    not_in_plan: NotInPlan = NotInPlan()
    above_plan: CheckSettings = CheckSettings()
    above_budget: CheckSettings = CheckSettings()
    above_standard_price: CheckSettings = CheckSettings()
    description_arithmetic: CheckSettings = CheckSettings()
    interest_not_deposited: InterestNotDeposited = InterestNotDeposited()
    no_cash_inspection: NoCashInspection = NoCashInspection()
