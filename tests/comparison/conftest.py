"""The editions that ship, one at a time."""

from __future__ import annotations

import pytest

from bokrules import load_edition
from bokrules.editions.edition import shipped_years
from bokrules.semantics.policy import Policy


@pytest.fixture(params=sorted(shipped_years()))
def shipped(request: pytest.FixtureRequest) -> Policy:
    return load_edition(request.param).policy
