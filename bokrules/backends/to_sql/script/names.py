"""The names of the tables and views that a script makes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """All begin with `prefix`."""

    prefix: str

    @property
    def expenses(self) -> str:
        """What is read: one row per expense."""
        return f"{self.prefix}expenses"

    @property
    def rules(self) -> str:
        return f"{self.prefix}rules"

    @property
    def vocabulary(self) -> str:
        return f"{self.prefix}vocabulary"

    @property
    def selectors(self) -> str:
        return f"{self.prefix}selectors"

    @property
    def exceptions(self) -> str:
        return f"{self.prefix}exceptions"

    @property
    def says(self) -> str:
        return f"{self.prefix}says"

    @property
    def results(self) -> str:
        return f"{self.prefix}results"

    @property
    def obligations(self) -> str:
        return f"{self.prefix}obligations"

    @property
    def invalid(self) -> str:
        return f"{self.prefix}invalid"

    @property
    def units(self) -> str:
        """The ceilings of units, which whoever has the ledger fills."""
        return f"{self.prefix}units"

    @property
    def text_keys(self) -> str:
        return f"{self.prefix}text_keys"

    @property
    def limits(self) -> str:
        return f"{self.prefix}limits"

    @property
    def open_limits(self) -> str:
        return f"{self.prefix}open_limits"

    @property
    def invalid_units(self) -> str:
        return f"{self.prefix}invalid_units"

    @property
    def limits_found(self) -> str:
        """What the view of limits shows, where it is a table that the script fills."""
        return f"{self.prefix}limits_found"

    @property
    def limits_left(self) -> str:
        return f"{self.prefix}limits_left"

    @property
    def limits_of(self) -> str:
        """Which expenses and units those tables were made of."""
        return f"{self.prefix}limits_of"

    def step(self, number: int) -> str:
        """A table that the script drops again."""
        return f"{self.prefix}step_{number}"
