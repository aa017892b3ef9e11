"""A PostgreSQL server for one test session: in a temporary folder, reached by a socket in it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.services.programs import folder_of

USER = "bokrules"
PORT = 5432  # part of the name of the socket, nothing more
SECONDS = 60  # for the server to start, and to stop
NEW_DATA = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
# Nothing here outlives the session, so nothing has to reach the disk.
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "10",
    "timezone": "UTC",
}


class Postgres:
    """A connection on which each statement stands for itself."""

    dialect = "postgres"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        cursor = self._connection.execute(sql)
        return cursor.fetchall() if cursor.description else []

    def load(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]
    ) -> None:
        name = _quoted(table)
        described = ", ".join(f"{_quoted(column)} {type_}" for column, type_ in columns.items())
        self._connection.execute(f"DROP TABLE IF EXISTS {name}")
        self._connection.execute(f"CREATE TABLE {name} ({described})")
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    """Start a server, give a connection to it, stop it and remove its folder, whatever happened."""
    # Directly under /tmp: the path of a socket may have 107 characters, and the server's user must
    # be able to reach it.
    folder = Path(tempfile.mkdtemp(prefix="bokrules-postgres-", dir="/tmp"))
    try:
        account = _account()
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        with _running(folder, account) as connection:
            yield Postgres(connection)
    finally:
        shutil.rmtree(folder)


@contextmanager
def _running(folder: Path, account: pwd.struct_passwd | None) -> Iterator[psycopg.Connection[Any]]:
    programs = folder_of("postgres")
    data, log = folder / "data", folder / "server.log"
    # The server ends with its parent, even when that is killed.
    start = ["setpriv", "--pdeathsig=INT", *_become(account)]
    made = subprocess.run(
        [*start, programs / "initdb", f"--pgdata={data}", f"--username={USER}", *NEW_DATA],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")
    settings = {**SETTINGS, "unix_socket_directories": str(folder)}
    with log.open("wb") as written:
        server = subprocess.Popen(
            [*start, str(programs / "postgres"), "-D", str(data)]
            + [f"--{name}={value}" for name, value in settings.items()],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
            start_new_session=True,  # an interrupt from the keyboard is for the tests alone
        )
    try:
        with _connected(folder, server, log) as connection:
            yield connection
    finally:
        _stop(server)


def _connected(folder: Path, server: subprocess.Popen[bytes], log: Path) -> psycopg.Connection[Any]:
    until = time.monotonic() + SECONDS
    while True:
        try:
            return psycopg.connect(
                host=str(folder),
                port=PORT,
                user=USER,
                dbname="postgres",
                autocommit=True,
                prepare_threshold=None,  # tables of one name come and go: plan each time
            )
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from error
            time.sleep(0.05)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # roll back and leave, wait for no client
    try:
        server.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _account() -> pwd.struct_passwd | None:
    """Whom the server runs as: it refuses to be root. None is whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name: each for each in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _become(account: pwd.struct_passwd | None) -> list[str]:
    if account is None:
        return []
    return [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
