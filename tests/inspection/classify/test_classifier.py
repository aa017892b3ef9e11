"""What a text names: words, gaps, covering, the more specific of two terms."""

from __future__ import annotations

import pytest

from bokrules.editions import load_edition
from bokrules.inspection.classify.classification import Classification, Classified
from bokrules.inspection.classify.classifier import MOST_WORDS, Classifier
from tests.inspection.classify.small import brief, small_classifier, vocabulary_of


@pytest.fixture(scope="module")
def small() -> Classifier:
    return small_classifier()


@pytest.mark.parametrize(
    ("text", "expense_type"),
    [
        ("Biaya transpor", "transpor by text, medium: transpor"),
        ("TRANSPORT  Petugas, 2 org", "transpor_petugas by text, high: TRANSPORT  Petugas"),
        # more words lie between than one, and the phrase is shown with its gap
        (
            "Transport bagi para kader posyandu",
            "transpor_kader by text, high: Transport … kader",
        ),
        ("transpor a b c d e f g h kader", "transpor_kader by text, high: transpor … kader"),
        ("transpor a b c d e f g h i kader", "transpor by text, medium: transpor"),
        ("kader, lalu transpor", "transpor by text, medium: transpor"),
        # several things are bought: all of them are named
        ("transpor dan obat", "obat, transpor by text, medium: transpor | obat"),
        # the general term goes where the more specific one is named too
        ("transpor kader, transpor lain", "transpor_kader by text, high: transpor kader"),
        ("peng-inap-an", "penginapan by text, medium: inap"),
        ("menginap", "-"),
        ("obatan", "-"),
        ("", "-"),
    ],
)
def test_what_was_bought(small: Classifier, text: str, expense_type: str) -> None:
    assert brief(small.classify(text).expense_type) == expense_type


@pytest.mark.parametrize(
    ("text", "expense_type", "activity"),
    [
        (
            "Transport pengambilan vaksin",
            "transpor by text, medium: Transport",
            "ambil_vaksin by text, high: pengambilan vaksin",
        ),
        ("Pembelian vaksin", "vaksin by text, medium: vaksin", "-"),
        (
            "Pengambilan vaksin, vaksin",
            "vaksin by text, medium: vaksin",
            "ambil_vaksin by text, high: Pengambilan vaksin",
        ),
        ("PMT penyuluhan", "pmt by text, high: PMT penyuluhan", "-"),
        (
            "PMT, penyuluhan gizi",
            "pmt by text, high: PMT, penyuluhan",
            "-",
        ),
        ("Rawat inap", "-", "rawat_inap by text, high: Rawat inap"),
        # a phrase with a gap covers by its own words only
        (
            "Snack penyuluhan lokakarya mini",
            "konsumsi_rapat by text, high: Snack … lokakarya mini",
            "penyuluhan by text, medium: penyuluhan",
        ),
    ],
)
def test_a_longer_phrase_covers_a_shorter_one(
    small: Classifier, text: str, expense_type: str, activity: str
) -> None:
    found = small.classify(text)
    assert (brief(found.expense_type), brief(found.activity)) == (expense_type, activity)


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("kelas bumil", "kehamilan by text, high: bumil"),
        # of two short forms that begin alike the longer one is read
        ("Bumil di desa Resti", "kehamilan_risti by text, high: Bumil … Resti"),
        ("Bumil resti", "kehamilan_risti by text, high: Bumil resti"),
        ("Snack Lokmin", "-"),
        ("lokmin", "lokmin by text, high: lokmin"),
    ],
)
def test_abbreviations_are_shown_as_they_were_written(
    small: Classifier, text: str, activity: str
) -> None:
    assert brief(small.classify(text).activity) == activity


def test_a_phrase_with_a_gap_goes_before_shorter_ones_that_share_a_word() -> None:
    words = """
    belanja makan "Makan pasien" sebutan "makan … pasien rawat"
    belanja lain "Lain" sebutan "pasien rawat jalan"
    belanja kelas "Kelas" sebutan "rawat kelas"
    """
    found = Classifier(vocabulary_of(words))
    assert found.classify("makan bagi pasien rawat kelas").expense_type.values == ("makan",)
    # one that is as long stands beside it
    assert found.classify("makan bagi pasien rawat jalan").expense_type.values == (
        "lain",
        "makan",
    )


def test_behind_a_gap_the_words_that_complete_the_phrase_are_taken() -> None:
    words = 'belanja a "A" sebutan "w … x … y z"'
    classifier = Classifier(vocabulary_of(words))
    wording = classifier.classify("w x y x y z").expense_type
    assert wording.words == ("w x … y z",)
    assert classifier.classify("w x y x y").expense_type.values == ()


def test_the_same_words_may_be_an_expense_type_and_an_activity() -> None:
    words = 'belanja a "A" sebutan "rapat kerja" kegiatan b "B" sebutan "rapat kerja", "rapat"'
    found = Classifier(vocabulary_of(words)).classify("Rapat kerja")
    assert (found.expense_type.value, found.activity.value) == ("a", "b")


def test_two_terms_of_one_phrase_are_both_named() -> None:
    words = 'belanja a "A" sebutan "rapat" belanja b "B" sebutan "Rapat", "…"'
    found = Classifier(vocabulary_of(words)).classify("rapat").expense_type
    assert (found.values, found.value) == (("a", "b"), None)


def test_a_text_that_is_no_line_of_a_book_is_not_classified(small: Classifier) -> None:
    longest = "transpor " * MOST_WORDS
    assert small.classify(longest).expense_type.value == "transpor"
    found = small.classify(longest + "lagi")
    why = "- (the text has more than 400 words: it is not classified)"
    assert (brief(found.expense_type), brief(found.activity)) == (why, why)


def test_what_was_classified_is_kept(small: Classifier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bokrules.inspection.classify.classifier.MOST_CACHED", 1)
    first = small.classify("transpor kader")
    assert small.classify("transpor kader") is first
    assert small.classify("obat") == Classification(
        small.classify("obat").expense_type, Classified()
    )
    assert small.classify("transpor kader") == first


def test_a_classifier_of_an_edition_has_its_common_files() -> None:
    found = Classifier.of(load_edition(2021)).classify(
        "5.1.02.04.01.0003 Belanja Perjalanan Dinas Dalam Kota", None, 2021
    )
    assert found.expense_type.value == "transpor"
