"""Where the files of an edition lie, and how their names are shown; nothing is read here."""

from __future__ import annotations

import os
from pathlib import Path

from bokrules.base.resources import POLICIES_FOLDER

EDITION_FILE = "edition.yaml"
OUTLINE_FILE = "outline.yaml"
ABBREVIATIONS_FILE = "singkatan.yaml"
CHARTS_FILE = "bagan_akun.yaml"
COMMON_FOLDER = "common"
COMMON_FILES = (ABBREVIATIONS_FILE, CHARTS_FILE)
POLICY_SUFFIX = ".bok"
LARGEST_FILE = 4_000_000
"""Bytes: far above any decree."""


def shown(path: Path) -> str:
    """A path as people read it: below the working folder without it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def with_its_place(folder: Path) -> Path:
    """So that the folder around it is known, of `.` and `..` too."""
    return Path(os.path.abspath(folder))  # noqa: PTH100 (Path.absolute keeps the `..`)


def is_amendment(folder: Path) -> bool:
    """Whether the folder lies inside an edition's."""
    return (with_its_place(folder).parent / EDITION_FILE).is_file()


def amendment_folders(folder: Path) -> list[Path]:
    """The folders of the texts that amend an edition, sorted by name."""
    return sorted(path.parent for path in folder.glob(f"*/{EDITION_FILE}"))


def own_paths(folder: Path) -> list[Path]:
    """The policy files of one text, sorted by name."""
    return sorted(folder.glob(f"*{POLICY_SUFFIX}"))


def policy_paths(folder: Path) -> list[Path]:
    """The edition's own policy files, and the vocabulary beside it (else the shipped one)."""
    common = [path for path in common_paths(folder) if path.suffix == POLICY_SUFFIX]
    return [*own_paths(folder), *common]


def common_paths(folder: Path) -> list[Path]:
    """What all editions share: outline, abbreviations, charts of accounts, and policy files."""
    common = common_folder(folder)
    named = [common.joinpath(each) for each in (OUTLINE_FILE, *COMMON_FILES)]
    found = [each for each in named if each.is_file()]
    return [*found, *own_paths(common)]


def common_folder(folder: Path) -> Path:
    """Where an edition's vocabulary is: beside it, else the shipped one."""
    beside = with_its_place(folder).parent / COMMON_FOLDER
    return beside if beside.is_dir() else POLICIES_FOLDER / COMMON_FOLDER
