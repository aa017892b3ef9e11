"""What the checks share."""

from __future__ import annotations

import pytest

from bokrules.comparison.analysis.space import agree, space_of
from bokrules.comparison.verdicts.compare import WitnessDisagrees
from tests.helpers import compiled


def test_a_witness_that_the_reference_decides_otherwise() -> None:
    policy = compiled('larang gaji "G" untuk belanja gaji dasar B.1')
    with pytest.raises(WitnessDisagrees, match="gaji"):
        space_of(policy).replayed({"belanja": "gaji"}, frozenset())


def test_agreement_is_silent() -> None:
    agree(True, {}, "")
