"""Texts as words, with abbreviations written out."""

from __future__ import annotations

import pytest

from bokrules.semantics.wording import NO_ABBREVIATIONS, Abbreviations, words_of

SHORT = Abbreviations(
    {
        ("bumil",): ("ibu", "hamil"),
        ("foto", "copy"): ("fotokopi",),
        ("foto",): ("gambar",),
        ("oh",): ("orang", "hari"),
    }
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Rawat-Inap, 2 OH", ["rawat", "inap", "2", "orang", "hari"]),
        ("FOTO  COPY foto", ["fotokopi", "gambar"]),
        ("foto-copy", ["fotokopi"]),
        ("foto kopi", ["gambar", "kopi"]),
        ("foto", ["gambar"]),
        ("fotocopy bumil2", ["fotocopy", "bumil2"]),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert SHORT.read(text).words == words


def test_words_remember_how_they_were_written() -> None:
    read = SHORT.read("Kelas Bumil & Foto copy")
    assert read.words == ["kelas", "ibu", "hamil", "fotokopi"]
    assert [read.shown(n, n) for n in range(4)] == ["Kelas", "Bumil", "Bumil", "Foto copy"]
    assert read.shown(1, 3) == "Bumil & Foto copy"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Snack … Lokakarya Mini", (("snack",), ("lokakarya", "mini"))),
        ("snack...mini", (("snack",), ("mini",))),
        ("… snack …", (("snack",),)),
        ("bumil", (("ibu", "hamil"),)),
        ("…", ()),
        (" - ", ()),
    ],
)
def test_phrases(text: str, parts: tuple[tuple[str, ...], ...]) -> None:
    phrase = SHORT.phrase(text)
    assert phrase.parts == parts
    assert phrase.size == sum(map(len, parts))


def test_without_abbreviations_words_stay_as_they_are() -> None:
    assert NO_ABBREVIATIONS.read("Bumil").words == ["bumil"]
    assert words_of("ATK, Kantor!") == ("atk", "kantor")
