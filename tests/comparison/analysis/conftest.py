"""A small policy analysed; it may contradict itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bokrules.base.diagnostics import Diagnostics
from bokrules.comparison.analysis.analysis import Analysis, analyse
from bokrules.pipeline import Layer, SourceFile, compile_policy
from tests.helpers import EDITION, OUTLINE, OUTLINE_FILE, POLICY_FILE, VOCABULARY

Analysed = Callable[[str], Analysis]


@pytest.fixture
def no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: False)


@pytest.fixture
def analysed() -> Analysed:
    def of(text: str) -> Analysis:
        files = [SourceFile(POLICY_FILE, text), SourceFile("vocabulary.bok", VOCABULARY)]
        out = Diagnostics()
        layers = [Layer(EDITION, files)]
        policy = compile_policy(layers, OUTLINE, OUTLINE_FILE, out, may_conflict=True)
        assert policy is not None, [str(each.message) for each in out]
        return analyse(policy)

    return of
