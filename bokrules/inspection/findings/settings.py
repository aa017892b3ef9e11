"""The parameters of the checks across lines, in one place; each check can be switched off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Percent = Annotated[int, Field(ge=0, le=100)]
Weekday = Literal["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]
WEEKDAYS: tuple[Weekday, ...] = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


class CheckSettings(BaseModel):
    """What every check has. Unknown names in a settings file are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: bool = True


class DoubleTravel(CheckSettings):
    """What of a journey an expense pays for: by its expense type, else by the words of its text."""

    by_day_of_payment: bool = True
    """Where no day of travel is stated, the day on which the book pays gives an indication."""
    transport_types: tuple[str, ...] = (
        "transpor",
        "transpor_petugas",
        "transpor_masyarakat",
        "transpor_peserta_luar",
        "bbm_transpor",
        "perjalanan_dinas",
    )
    lodging_types: tuple[str, ...] = ("penginapan",)
    daily_types: tuple[str, ...] = ("uang_harian",)
    transport_words: tuple[str, ...] = ("transport", "transpor", "transportasi", "ongkos jalan")
    lodging_words: tuple[str, ...] = ("penginapan", "akomodasi", "hotel", "menginap")
    daily_words: tuple[str, ...] = ("uang harian", "uang saku", "lumpsum", "lumsum")
    journey_words: tuple[str, ...] = ("perjalanan", "perjadin", "sppd")
    """Counted as transport where no other word says what was paid."""
    rules: tuple[str, ...] = ()
    """Rules of editions that say that a day of travel is paid once."""


class PayeeListDiffers(CheckSettings):
    pass


class DuplicateVoucher(CheckSettings):
    deposit_words: tuple[str, ...] = ("setor", "setoran", "penyetoran", "disetor")
    """A line that begins with one carries the number of the voucher whose tax it deposits."""


class DuplicateActivity(CheckSettings):
    least_words: Annotated[int, Field(ge=1)] = 2
    """A text of fewer words names no activity."""


class BrokenBalance(CheckSettings):
    pass


class MissingVouchers(CheckSettings):
    least: Annotated[int, Field(ge=2)] = 5
    """So many numbers make a series."""


class DatesOutOfOrder(CheckSettings):
    pass


class OutOfForce(CheckSettings):
    pass


class OnHoliday(CheckSettings):
    weekdays: tuple[Weekday, ...] = ("minggu",)
    public_holidays: bool = True
    extra: Mapping[date, str] = Field(default_factory=dict)
    """More days off, such as local ones, with their names."""
    ignore: tuple[date, ...] = ()
    """Days that count as working days."""


class YearEndBalance(CheckSettings):
    last_month: Annotated[int, Field(ge=1, le=12)] = 12
    """A book that reaches this month, or the edition's last day, has reached the year's end."""
    rules: tuple[str, ...] = ("saldo_nihil",)


class AbsorptionLastDay(CheckSettings):
    last_month: Annotated[int, Field(ge=1, le=12)] = 12
    days: Annotated[int, Field(ge=1)] = 1
    """So many days up to the last on which the unit spends."""
    least_share: Percent = 20
    """Percent of the year's spending that falls on these days."""
    least_absorption: Percent = 95
    """Percent of what was received that was spent."""


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

    double_travel: DoubleTravel = DoubleTravel()
    payee_list_differs: PayeeListDiffers = PayeeListDiffers()
    duplicate_voucher: DuplicateVoucher = DuplicateVoucher()
    duplicate_activity: DuplicateActivity = DuplicateActivity()
    broken_balance: BrokenBalance = BrokenBalance()
    missing_vouchers: MissingVouchers = MissingVouchers()
    dates_out_of_order: DatesOutOfOrder = DatesOutOfOrder()
    out_of_force: OutOfForce = OutOfForce()
    on_holiday: OnHoliday = OnHoliday()
    year_end_balance: YearEndBalance = YearEndBalance()
    absorption_last_day: AbsorptionLastDay = AbsorptionLastDay()
    refused_expense: CheckSettings = CheckSettings()
    unmet_obligation: CheckSettings = CheckSettings()
    inspectors_decision: CheckSettings = CheckSettings()
    passed_limit: CheckSettings = CheckSettings()
    tax_not_deposited: CheckSettings = CheckSettings()
    not_in_plan: NotInPlan = NotInPlan()
    above_plan: CheckSettings = CheckSettings()
    above_budget: CheckSettings = CheckSettings()
    above_standard_price: CheckSettings = CheckSettings()
    description_arithmetic: CheckSettings = CheckSettings()
    interest_not_deposited: InterestNotDeposited = InterestNotDeposited()
    no_cash_inspection: NoCashInspection = NoCashInspection()
