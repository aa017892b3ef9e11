"""Outlines: several documents, clauses without pages, and what all editions share."""

from __future__ import annotations

from pathlib import Path

import pytest

from bokrules.base.diagnostics import Diagnostics
from bokrules.editions.compiling import compile_edition
from bokrules.editions.files import read_edition
from bokrules.editions.outline_yaml import read_outline
from bokrules.evaluation.citing import citation_text, first_page
from bokrules.semantics.policy import Citation, Clause, Policy
from tests.helpers import places, words

TOP = 'X: {heading: "Permenkes lain", document: "Permenkes 48/2017", quoted: "KOMPAK 2021"}\n'


def outline(text: str) -> tuple[dict[str, Clause], Diagnostics]:
    out = Diagnostics()
    path = Path("outline.yaml")
    clauses = read_outline(path, {path: text}, out)
    assert clauses is not None
    return clauses, out


def compiled(folder: Path) -> Policy:
    out = Diagnostics()
    policy = compile_edition(folder, out)
    assert policy is not None, words(out)
    return policy


@pytest.mark.parametrize(
    "lines",
    [
        (TOP, 'X.1: {heading: "A"}\n', 'X.1.a: {heading: "B", page: 3, quoted: "Z"}\n'),
        ('X.1.a: {heading: "B", page: 3, quoted: "Z"}\n', 'X.1: {heading: "A"}\n', TOP),
    ],
)
def test_document_and_source_are_those_of_the_clause_above(lines: tuple[str, ...]) -> None:
    """In whatever order they stand."""
    clauses, out = outline("".join(lines))
    assert words(out) == []
    assert list(clauses) == [each.partition(":")[0] for each in lines]
    found = [
        (each.document, each.quoted, each.page)
        for each in (clauses["X"], clauses["X.1"], clauses["X.1.a"])
    ]
    assert found == [
        ("Permenkes 48/2017", "KOMPAK 2021", None),
        ("Permenkes 48/2017", "KOMPAK 2021", None),
        ("Permenkes 48/2017", "Z", 3),
    ]


def test_a_clause_below_another_document_may_be_of_a_third() -> None:
    clauses, _ = outline(TOP + 'X.1: {heading: "A", document: "SE 5"}\nX.1.a: {heading: "B"}\n')
    assert [each.document for each in clauses.values()] == ["Permenkes 48/2017", "SE 5", "SE 5"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('X: {heading: "A"}\n', "BOK405 1:1-1:2"),
        ('X: {heading: "A", document: "P"}\n', "BOK405 1:1-1:2"),
        ('X: {heading: "A", page: 1}\nX.1: {heading: "B"}\n', "BOK405 2:1-2:4"),
    ],
)
def test_a_clause_has_a_page_or_says_where_it_was_read(text: str, place: str) -> None:
    _, out = outline(text)
    assert places(out) == [place]
    [found] = out
    assert str(found.message).endswith(": it has no page")
    assert str(found.help) == "write `page`, or `quoted`: where its words were read"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('{heading: "A", page: 0}', "X: page: this is too small a number"),
        (
            '{heading: "A", page: 1, quoted: 5}',
            "X: quoted: this is no text: put it between quotation marks",
        ),
        (
            '{heading: "A", page: 1, document: []}',
            "X: document: this is no text: put it between quotation marks",
        ),
        ('{heading: "A", page: 1, source: "B"}', "X: source: there is no such entry"),
        ("{page: 1}", "X: heading: it is missing"),
    ],
)
def test_a_faulty_entry_is_one_fault(entry: str, message: str) -> None:
    _, out = outline(f'X: {entry}\nX.1: {{heading: "B"}}\n')
    assert [str(each.message) for each in out] == [message]


def test_what_cites_a_faulty_entry_is_no_second_fault() -> None:
    clauses, out = outline('X: {heading: "A", page: two}\n')
    assert [str(each.message) for each in out] == ["X: page: this is no whole number"]
    assert list(clauses) == ["X"]


def test_citations_name_the_document_and_where_it_was_read(folder: Path) -> None:
    for name, text in (
        ("outline.yaml", TOP + 'X.1: {heading: "A", page: 9}\n'),
        ("rules.bok", 'larang honor "H" untuk belanja honor dasar A.1, X, X.1\n'),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    policy = compiled(folder)
    [honor] = [each for each in policy.prohibitions if each.name == "honor"]
    assert citation_text(honor.citations, policy, "en") == (
        "Kepmenkes 1/2010 A.1, p. 2; Permenkes 48/2017 X, quoted from KOMPAK 2021;"
        " X.1, p. 9, quoted from KOMPAK 2021"
    )
    assert citation_text((Citation("X"), Citation("A"), Citation("X.1")), policy, "en") == (
        "Permenkes 48/2017 X, quoted from KOMPAK 2021; Kepmenkes 1/2010 A, p. 1;"
        " Permenkes 48/2017 X.1, p. 9, quoted from KOMPAK 2021"
    )
    assert first_page((Citation("X"), Citation("A")), policy) is None


# ---- what all editions share ----

SHARED = """\
Z: {heading: "Kriteria", document: "Zahra 2022", page: 12}
Z.1: {heading: "T", page: 13}
"""
SCALE = 'skala efek "E" "Baik" di atas 90% "Buruk" paling banyak 90% dasar Z.1\n'


def share(folder: Path, text: str) -> None:
    common = folder.parent / "common"
    (common / "outline.yaml").write_text(text, encoding="utf-8")
    (common / "scales.bok").write_text(SCALE, encoding="utf-8")


def test_the_common_outline_is_part_of_every_edition_s(folder: Path) -> None:
    before = read_edition(folder, Diagnostics())
    share(folder, SHARED)
    policy = compiled(folder)
    assert list(policy.outline)[-2:] == ["Z", "Z.1"]
    [scale] = policy.scales
    assert citation_text(scale.citations, policy, "en") == "Zahra 2022 Z.1, p. 13"
    after = read_edition(folder, Diagnostics())
    assert before is not None
    assert after is not None
    assert before.info.sha256 != after.info.sha256


def test_clauses_that_all_share_need_no_rule_of_this_edition(folder: Path) -> None:
    share(folder, SHARED + 'Z.2: {heading: "U", page: 14}\n')
    out = Diagnostics()
    compile_edition(folder, out)
    assert words(out) == []


@pytest.mark.parametrize(
    ("text", "place", "file", "message"),
    [
        (
            SHARED + 'B: {heading: "B", document: "D", page: 1}\n',
            "BOK405 3:1-3:2",
            "2010/outline.yaml",
            "B is a clause of ",
        ),
        (
            SHARED + 'Y: {heading: "Y", page: 1}\n',
            "BOK405 3:1-3:2",
            "common/outline.yaml",
            "Y: it does not say which document it stands in",
        ),
        (
            SHARED + "Y: [\n",
            "BOK405 4:1-4:2",
            "common/outline.yaml",
            "this is not YAML: ",
        ),
    ],
)
def test_faults_of_the_common_outline(
    folder: Path, text: str, place: str, file: str, message: str
) -> None:
    share(folder, text)
    out = Diagnostics()
    assert compile_edition(folder, out) is None
    found = [each for each in out if each.code == "BOK405"]
    assert places(found) == [place]
    assert Path(found[0].span.file).as_posix().endswith(file)
    assert str(found[0].message).startswith(message)
