"""What every test needs: English words unless it asks otherwise, and how hypothesis searches."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from bokrules.base.messages import choose_language

settings.register_profile(
    "local", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
# The same examples in every run: a build must not fail on a change that has nothing to do with it.
settings.register_profile("ci", settings.get_profile("local"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test touches the user's own cache; programs that tests start get this one too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOKRULES_CACHE", str(tmp_path_factory.mktemp("caches") / "bokrules"))
        yield


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Messages are compared in English. A test of the language sets its own."""
    monkeypatch.setenv("BOKRULES_LANG", "en")
    choose_language(None)
    yield
    choose_language(None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write what the program prints now into the golden cases; read the difference",
    )


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.getoption("--update-goldens"):
        terminalreporter.write_line(
            "Golden cases were recorded anew. Read the difference line by line before it is kept."
        )
