"""The databases of these tests: each starts when the first test asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services.postgres import Postgres, postgres_server
from tests.services.spark import Spark, spark_session


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with postgres_server() as database:
        yield database


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    with spark_session(tmp_path_factory.mktemp("spark")) as database:
        yield database
