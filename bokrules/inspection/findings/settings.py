"""The parameters of the checks across lines, in one place; each check can be switched off."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class CheckSettings(BaseModel):
    """What every check has. Unknown names in a settings file are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: bool = True


class Settings(BaseModel):
    """One field for each check, named as the check."""

    model_config = ConfigDict(extra="forbid", frozen=True)
