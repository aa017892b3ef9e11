"""The wheel, away from the checkout, holds all it needs and gives the same verdicts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bokrules import validate

ROOT = Path(__file__).parent.parent
EXPENSES: list[dict[str, object]] = [
    {"expense_type": "honor", "activity": "imunisasi", "amount": 500_000},
    {"expense_type": "penginapan", "activity": "imunisasi", "amount": 250_000, "remote": True},
    {"expense_type": "penginapan", "activity": "imunisasi", "amount": 250_000},
    {"expense_type": "atk", "activity": "operasional_posyandu"},
    {"expense_type": "bahan_kontak", "activity": "imunisasi", "amount": 1_000_001, "stamp": 0},
]
PROGRAM = """
import json, sys, bokrules
print(bokrules.__file__)
for expense in json.loads(sys.argv[1]):
    print(json.dumps(bokrules.validate(expense, 2010).to_dict()))
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(folder),
            str(ROOT),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_same_verdicts(unpacked: Path, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BOKRULES")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(EXPENSES)],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(unpacked), "BOKRULES_LANG": "en"},
        capture_output=True,
        text=True,
        check=True,
    )
    home, *verdicts = done.stdout.splitlines()
    assert Path(home).is_relative_to(unpacked)
    assert [json.loads(each) for each in verdicts] == [
        validate(each, 2010).to_dict() for each in EXPENSES
    ]


def test_what_it_holds(unpacked: Path) -> None:
    for name in (
        "bokrules/_data/grammar/bok.lark",
        "bokrules/_data/grammar/keywords.yaml",
        "bokrules/_data/policies/2010/outline.yaml",
        "bokrules/_data/policies/common/kegiatan.bok",
        "bokrules/locale/id/LC_MESSAGES/bokrules.mo",
        "bokrules/py.typed",
    ):
        assert (unpacked / name).is_file(), name
