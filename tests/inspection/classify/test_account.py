"""What an account code says, by itself and beside the text."""

from __future__ import annotations

import pytest

from bokrules.inspection.classify.classifier import Classifier
from bokrules.semantics.account_chart import Chart
from tests.inspection.classify.small import CHARTS, NEW, brief, small_classifier, vocabulary_of

LOCAL = "5.1.02.04.01.0003"
DRUGS = "5.1.02.01.01.0037"


@pytest.fixture(scope="module")
def small() -> Classifier:
    return small_classifier()


@pytest.mark.parametrize(
    ("text", "code", "year", "expense_type"),
    [
        # alone, by the longest prefix
        ("Desa Suka", LOCAL, 2021, "transpor by account, medium"),
        ("Desa Suka", f" {LOCAL} ", None, "transpor by account, medium"),
        ("Desa Suka", "5.1.02.04.01.0009", 2021, "perjalanan by account, medium"),
        ("Desa Suka", "5.1.02.04.01", 2021, "perjalanan by account, medium"),
        ("Desa Suka", "5.1.02.04", 2021, "-"),
        ("Desa Suka", "524119", 2010, "apbn_jalan by account, medium"),
        ("Desa Suka", "521119", 2010, "-"),
        # the text agrees, more exactly or less
        (
            "transpor petugas",
            LOCAL,
            2021,
            "transpor_petugas by account and text, high: transpor petugas",
        ),
        ("transpor", LOCAL, 2021, "transpor by account and text, high: transpor"),
        # the text says something else
        (
            "snack dan transpor petugas",
            LOCAL,
            2021,
            "konsumsi, transpor_petugas by text, medium: snack | transpor petugas"
            f" (the code {LOCAL} says transpor, the text says konsumsi, transpor_petugas)",
        ),
        (
            "obat",
            LOCAL,
            2021,
            f"obat, transpor by text, medium: obat (the code {LOCAL} says transpor,"
            " the text says obat)",
        ),
        # a code that cannot be used is told
        (
            "obat",
            LOCAL,
            2019,
            f"obat by text, medium: obat (the code {LOCAL} is of Permendagri 90 (2021–),"
            " not of 2019: it is not used)",
        ),
        (
            "obat",
            "5 2 2 15 01",
            2021,
            "obat by text, medium: obat (the code 5 2 2 15 01 is of Permendagri 13"
            " (2016–2020), not of 2021: it is not used)",
        ),
        ("obat", "5 2 2 15 01", 2018, "obat by text, medium: obat"),
        (
            "Desa Suka",
            "5.1.2.04.1.3",
            2021,
            "- (the code 5.1.2.04.1.3 has the form of no chart of accounts: it is not used)",
        ),
        (
            "Desa Suka",
            "5.2",
            None,
            "- (the code 5.2 may be of several charts of accounts: Permendagri 13,"
            " Permendagri 90; it is not used)",
        ),
        # a prefix of one chart is none of another
        ("Desa Suka", "5.2.2.02.01", 2018, "-"),
        ("Desa Suka", "5.2.02.02.01", 2021, "modal by account, medium"),
    ],
)
def test_a_code_in_its_column(
    small: Classifier, text: str, code: str, year: int | None, expense_type: str
) -> None:
    assert brief(small.classify(text, code, year).expense_type) == expense_type


@pytest.mark.parametrize(
    ("text", "expense_type"),
    [
        # its name says what the code says; the rest is the text
        (
            f"{LOCAL} Belanja Perjalanan Dinas Dalam Kota - Transport petugas",
            "transpor_petugas by account and text, high: Transport petugas",
        ),
        (
            f"[{LOCAL}] belanja perjalanan dinas dalam kota: transpor petugas",
            "transpor_petugas by account and text, high: transpor petugas",
        ),
        (f"{LOCAL} Belanja Perjalanan Dinas Dalam Kota", "transpor by account, medium"),
        # no name stands beside it
        (
            f"{LOCAL} Transpor petugas - Desa",
            "transpor_petugas by account and text, high: Transpor petugas",
        ),
        (
            f"{LOCAL} Belanja Transpor petugas",
            "transpor_petugas by account and text, high: Transpor petugas",
        ),
        ("5.2.02.05.01.0004 Belanja Modal Meja", "modal by account, medium"),
        # another name stands beside it
        (
            f"{LOCAL} Belanja Obat-Obatan-Obat",
            f"obat by text, medium: Obat (the code {LOCAL} is `Belanja Perjalanan Dinas Dalam"
            " Kota`, beside it stands `Belanja Obat-Obatan-Obat`: it is not used)",
        ),
        (
            f"{LOCAL} Belanja Perjalanan Dinas Dalam Negeri - kader",
            f"perjalanan by text, high: Perjalanan Dinas (the code {LOCAL} is `Belanja Perjalanan"
            " Dinas Dalam Kota`, beside it stands `Belanja Perjalanan Dinas Dalam Negeri`: it is"
            " not used)",
        ),
        (
            "5.1.02.04.01.0009 Belanja Obat-Obatan-Obat",
            "obat by text, medium: Obat (the code 5.1.02.04.01.0009 is `?`, beside it stands"
            " `Belanja Obat-Obatan-Obat`: it is not used)",
        ),
        (
            f"{DRUGS} Belanja Honor Kader - Desa",
            f"- (the code {DRUGS} is `Belanja Obat-Obatan-Obat`, beside it stands `Belanja Honor"
            " Kader`: it is not used)",
        ),
        # impossible codes
        (
            "5.1.02.04.1.003 Transpor petugas",
            "transpor_petugas by text, high: Transpor petugas (the code 5.1.02.04.1.003 has the"
            " form of no chart of accounts: it is not used)",
        ),
        # these are no codes
        ("5 petugas, transpor", "transpor by text, medium: transpor"),
        ("5.000.000 untuk transpor", "transpor by text, medium: transpor"),
        ("12.05.2021 transpor", "transpor by text, medium: transpor"),
        ("5.1.2021 transpor", "transpor by text, medium: transpor"),
        ("5. transpor", "transpor by text, medium: transpor"),
        ("527000,00 transpor", "transpor by text, medium: transpor"),
    ],
)
def test_a_code_at_the_head_of_the_text(small: Classifier, text: str, expense_type: str) -> None:
    assert brief(small.classify(text, None, 2021).expense_type) == expense_type


def test_a_code_in_both_places(small: Classifier) -> None:
    same = small.classify(f"{LOCAL} transpor petugas", LOCAL, 2021)
    assert brief(same.expense_type) == (
        "transpor_petugas by account and text, high: transpor petugas"
    )
    other = small.classify(f"{DRUGS} transpor petugas", LOCAL, 2021)
    assert brief(other.expense_type) == (
        "transpor_petugas by text, high: transpor petugas (the code 5.1.02.04.01.0003 of the"
        " column and 5.1.02.01.01.0037 of the text differ: neither is used)"
    )


def test_beside_a_column_a_text_that_begins_like_a_name_is_a_text(small: Classifier) -> None:
    found = small.classify("Belanja transpor petugas - Desa", LOCAL, 2021)
    assert found.expense_type.value == "transpor_petugas"


def test_without_charts_no_code_is_read() -> None:
    classifier = Classifier(vocabulary_of('belanja a "A" sebutan "a" rekening 5.1.02'))
    assert brief(classifier.classify("5.1.02.04.01.0003 a", None, 2021).expense_type) == (
        "a by text, medium: a"
    )
    assert classifier.classify("a", "5.1.02", 2021).expense_type.why is not None


def test_a_code_of_two_terms_names_both() -> None:
    words = 'belanja a "A" rekening 5.1.02 belanja b "B" rekening 5.1.02.*'
    found = Classifier(vocabulary_of(words), charts=CHARTS).classify("", "5.1.02.01", 2021)
    assert found.expense_type.values == ("a", "b")


@pytest.mark.parametrize(
    ("chart", "prefix", "has"),
    [
        (NEW, "5.1.02.*", True),
        (NEW, "5.1.2", False),
        (NEW, "524", False),
        (CHARTS[0], "524", True),
        (CHARTS[0], "534", False),
        (CHARTS[0], "5241199", False),
        (CHARTS[1], "5.2.2", True),
    ],
)
def test_prefixes_of_a_chart(chart: Chart, prefix: str, has: bool) -> None:
    assert chart.has_prefix(prefix) is has
