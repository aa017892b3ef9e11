"""Editions as callers meet them: found by year or folder, never changing, shared by threads."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import InvalidPolicy, UnknownEdition
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions import (
    Edition,
    find_edition,
    load_edition,
    shipped_years,
    validate,
)
from bokrules.editions.compiling import compile_edition
from bokrules.semantics.accounting import cited
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Clause
from bokrules.syntax.from_text import parse

SALARY: Mapping[str, object] = {"expense_type": "gaji", "amount": 1_000_000}


# ---- finding ----


def test_shipped_years() -> None:
    years = shipped_years()
    assert years["2010"] == POLICIES_FOLDER / "2010"
    assert "common" not in years
    assert all((folder / "edition.yaml").is_file() for folder in years.values())


@pytest.mark.parametrize("year", [2010, "2010"])
def test_by_year(year: int | str) -> None:
    assert find_edition(year) == POLICIES_FOLDER / "2010"
    assert load_edition(year).year == 2010


def test_a_shipped_edition_is_compiled_once() -> None:
    assert load_edition(2010) is load_edition("2010")


@pytest.mark.parametrize("kind", [str, Path])
def test_by_folder(kind: Callable[[Path], str | Path], folder: Path) -> None:
    edition = load_edition(kind(folder))
    assert (edition.id, edition.year) == ("2010", 2010)
    assert edition.policy.edition.title == "Juknis kecil"


def test_a_folder_is_read_anew_each_time(folder: Path) -> None:
    before = load_edition(folder)
    rules = folder / "rules.bok"
    rules.write_text(rules.read_text().replace('"Gaji"', '"Gaji PNS"'))
    after = load_edition(folder)
    assert before.policy.prohibitions[0].label.text == "Gaji"
    assert after.policy.prohibitions[0].label.text == "Gaji PNS"
    assert before.sha256 != after.sha256


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (2011, "there is: "),
        ("201O", "there is: "),
        ("2010 ", "there is: "),
        (-1, "there is: "),
        ("", "there is: "),
        (True, "there is: "),
        (False, "there is: "),
        ("/nowhere/2010x", None),
        ("\x00", "there is: "),
        ("x" * 5000, "there is: "),
        (Path("x" * 5000), "there is: "),
        (Path("nowhere"), "there is: "),
        ("common", "there is: "),
    ],
)
def test_no_such_edition(
    asked: int | str | Path, hint: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownEdition) as raised:
        load_edition(asked)
    assert raised.value.code == "BOK407"
    assert str(raised.value).startswith(f"BOK407: there is no edition `{asked}` (")
    assert hint is None or raised.value.hint.startswith(hint)


def test_a_folder_without_edition_yaml_is_no_edition(folder: Path) -> None:
    (folder / "edition.yaml").unlink()
    with pytest.raises(UnknownEdition):
        load_edition(folder)


def test_a_number_is_a_year_even_where_a_folder_is_called_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.rename(folder.parent / "1999")
    monkeypatch.chdir(folder.parent)
    with pytest.raises(UnknownEdition):
        load_edition("1999")
    assert load_edition("./1999/").year == 2010


def test_an_edition_with_errors_is_refused_with_all_of_them(folder: Path) -> None:
    with (folder / "rules.bok").open("a") as file:
        file.write('boleh a "A" dasr A\nboleh b "B" dasar Z\n')
    with pytest.raises(InvalidPolicy) as raised:
        load_edition(folder)
    assert raised.value.code == "BOK101"
    assert [each.code for each in raised.value.diagnostics] == ["BOK101", "BOK402"]
    assert "has 2 errors; the first: `dasr` cannot stand here" in str(raised.value)


def test_warnings_do_not_keep_an_edition_from_being_used(folder: Path) -> None:
    with (folder / "outline.yaml").open("a") as file:
        file.write('D: {heading: "D", page: 4}\n')
    assert load_edition(folder).year == 2010


# ---- using ----


def test_validate_is_the_edition_s_own(folder: Path) -> None:
    assert validate(SALARY, folder).outcome is Outcome.FORBIDDEN
    assert load_edition(folder).validate(SALARY).outcome is Outcome.FORBIDDEN
    assert validate(SALARY, folder, date=date(2011, 1, 1)).outcome is Outcome.FORBIDDEN


def test_many_expenses_keep_their_order(folder: Path) -> None:
    expenses = [SALARY, {"expense_type": "transpor"}, SALARY]
    verdicts = load_edition(folder).decide_many(expenses)
    assert [each.outcome.value for each in verdicts] == ["forbidden", "allowed", "forbidden"]


# ---- nothing changes ----


def test_an_edition_is_frozen(folder: Path) -> None:
    edition = load_edition(folder)
    with pytest.raises(FrozenInstanceError):
        edition.texts = edition.texts  # type: ignore[misc]
    for part in (edition.policy, edition.policy.edition, edition.policy.permissions[0]):
        assert is_dataclass(part)
        with pytest.raises(FrozenInstanceError):
            setattr(part, fields(part)[0].name, None)


def test_loading_a_changed_copy_changes_no_other_edition(tmp_path: Path) -> None:
    shipped = load_edition(2010)
    before = shipped.validate(SALARY).to_dict()
    shutil.copytree(POLICIES_FOLDER, tmp_path / "policies")
    rules = tmp_path / "policies" / "2010" / "expenditure.bok"
    copy = load_edition(rules.parent)
    assert copy.sha256 == shipped.sha256
    assert copy.policy == shipped.policy
    rules.write_text(rules.read_text(encoding="utf-8").replace("larang gaji ", "larang upah "))
    with (rules.parent / "examples.bok").open("w", encoding="utf-8") as file:
        file.write('# Contohnya menyebut nama lama.\nsasaran lain "Lain" dasar I.C\n')
    changed = load_edition(rules.parent)
    assert changed.sha256 != shipped.sha256
    assert load_edition(2010) is shipped
    assert shipped.validate(SALARY).to_dict() == before


def test_threads_share_an_edition() -> None:
    """Reading texts, compiling editions and judging expenses at once changes no answer."""
    expected = load_edition(2010).validate(SALARY).to_dict()
    faulty = 'boleh a "A" dasr I\nlarang b "B" when c\nboleh c "C" bila 2010-02-30 = tanggal'

    def work(number: int) -> object:
        out = Diagnostics()
        document = parse(faulty, f"{number}.bok", out)
        verdict = load_edition(2010).validate(SALARY).to_dict()
        found = [(each.code, each.span.file) for each in out]
        kinds = [type(each).__name__ for each in document.declarations]
        return verdict == expected, found, kinds

    with ThreadPoolExecutor(max_workers=8) as pool:
        results = list(pool.map(work, range(64)))
    assert results == [
        (
            True,
            [(code, f"{number}.bok") for code in ("BOK101", "BOK105", "BOK305")],
            ["Broken", "Broken", "Rule"],
        )
        for number in range(64)
    ]


# ---- the shipped editions ----


@pytest.mark.parametrize("year", sorted(shipped_years()))
def test_a_shipped_edition_has_no_fault_and_no_warning(year: str) -> None:
    out = Diagnostics()
    assert compile_edition(POLICIES_FOLDER / year, out) is not None
    assert [f"{each.span.file}:{each.span.line} {each.message}" for each in out] == []


@pytest.mark.parametrize("year", sorted(shipped_years()))
def test_every_clause_is_encoded_or_says_why_not(year: str) -> None:
    policy = load_edition(year).policy
    citations = cited(policy)
    headings = {clause.rpartition(".")[0] for clause in policy.outline}
    silent = [
        clause.id
        for clause in policy.outline.values()
        if clause.id not in headings
        and clause.reason is None
        and not any(each.covers(clause.id) for each in citations)
    ]
    assert silent == []


@pytest.fixture
def decree() -> Edition:
    return load_edition(2010)


def test_the_decree_of_2010(decree: Edition) -> None:
    info = decree.policy.edition
    assert info.short_title == "Kepmenkes 494/Menkes/SK/IV/2010"
    assert (info.first_day, info.last_day) == (date(2010, 4, 22), date(2010, 12, 31))
    assert info.force_clauses == ("KEEMPAT",)
    assert len(decree.sha256) == 64


def own_clauses(edition: Edition) -> dict[str, Clause]:
    """Those of the decree itself, not of the studies that the common files cite."""
    return {name: each for name, each in edition.policy.outline.items() if each.document is None}


def test_the_outline_of_2010_is_the_whole_decree(decree: Edition) -> None:
    outline = own_clauses(decree)
    assert list(outline)[:4] == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT"]
    assert {outline[each].part for each in list(outline)[:4]} == {"keputusan"}
    assert len(outline) == 415
    assert [each for each in outline if "." not in each][4:] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
    ]
    salary = outline["III.B.3.larangan.e"]
    assert (salary.page, salary.part, salary.reason) == (11, "lampiran", None)


def test_the_pages_of_2010_never_go_back(decree: Edition) -> None:
    annex = [each for each in own_clauses(decree).values() if each.part == "lampiran"]
    pages = [each.page or 0 for each in annex]
    assert pages == sorted(pages)
