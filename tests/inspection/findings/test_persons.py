"""Names and numbers of persons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.inspection.findings.persons import is_whole_nip, name_key, nip_key

TITLED = [
    "Sri Wahyuni",
    "SRI WAHYUNI",
    "Sri  Wahyuni.",
    "Sri Wahyuni, S.ST",
    "Sri Wahyuni S.ST",
    "Hj. Sri Wahyuni, S. ST., M.Kes",
    "bd. Sri Wahyuni, A.Md.Keb",
    "Bidan Sri Wahyuni Amd.Keb",
    "Ns. Sri Wahyuni, S.Kep., Ns",
    "drg. SRI WAHYUNI",
    "dr.Sri Wahyuni, Sp.A",
    "Sri Wahyuni, S.Kep. Ns",
    "Apt. Sri Wahyuni, S.Farm",
    "Sri Wahyuni SKM, M.Kes",
    "Sri Wahyuni (bidan desa)",
    "a.n. Sri Wahyuni",
    "Sriwahyuni",
]


@pytest.mark.parametrize("written", TITLED)
def test_titles_cases_dots_and_spaces_make_no_other_person(written: str) -> None:
    assert name_key(written) == "sriwahyuni"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moh. Ali", "Muhammad Ali"),
        ("Muh. Ali", "MOHAMMAD ALI"),
        ("H. Abd. Rahman", "Abdul Rahman"),
        ("Hj. St. Aminah", "Siti Aminah"),
        ("Hj.St.Aminah, SKM", "Sitti Aminah"),
        ("Achmad Yani", "Ahmad Yani"),
        ("Ma'ruf", "Maruf"),
    ],
)
def test_common_variants_are_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sri Wahyuni", "Sri Wahyuningsih"), ("M. Ali", "Muhammad Ali"), ("Ade Ma", "Ade")],
)
def test_similar_names_are_two(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "H.",
        "Toko Maju",
        "CV. Karya",
        "Kader Posyandu Melati",
        "Kader",
        "Siti Aminah dkk",
        "Siti dan Budi",
        "Siti & Budi",
        "Andi, Budi",
        "Andi; Budi",
        "5 orang petugas",
        "Bidan Desa Suka",
    ],
)
def test_groups_and_shops_are_no_person(written: str) -> None:
    assert name_key(written) is None


def test_a_letter_stands_for_a_name_that_is_not_told() -> None:
    assert name_key("Petugas A") == name_key("PETUGAS A") == "petugasa"
    assert name_key("Bidan B, A.Md.Keb") == "bidanb"
    assert name_key("Kader A") != name_key("Petugas A")


def test_a_title_alone_leaves_a_name() -> None:
    assert name_key("Se") == "se"


def test_the_digits_of_a_number_count() -> None:
    assert nip_key("19750612 200003 2 001") == "197506122000032001"
    assert nip_key("140 123 456") == "140123456"


def test_a_number_that_is_cut_off_is_one_still() -> None:
    assert nip_key("1975 0612") == "19750612"
    assert [is_whole_nip(each) for each in ("19750612", "140123456")] == [False, True]


@pytest.mark.parametrize("written", [None, "", "-", "Non PNS", "000000000"])
def test_what_identifies_nobody_is_no_number(written: str | None) -> None:
    assert nip_key(written) is None


NAMES = st.lists(
    st.sampled_from(["sri", "budi", "wahyuni", "rahman", "ade"]), min_size=1, max_size=3
)
BEFORE = st.sampled_from(["", "dr. ", "drg.", "Hj. ", "H. ", "Ns. ", "Apt. ", "bd. ", "Dra. "])
AFTER = st.lists(
    st.sampled_from(["S.Kep", "S.K.M.", "SKM", "A.Md.Keb", "Amd.Keb", "M.Kes", "S.Farm", "S.ST"]),
    max_size=2,
)


@given(NAMES, BEFORE, AFTER, st.sampled_from([str.upper, str.title, str.lower]))
def test_any_titles_leave_the_name(
    words: list[str], before: str, after: list[str], case: object
) -> None:
    name = " ".join(words)
    written = before + ", ".join([name, *after])
    assert callable(case)
    assert name_key(case(written)) == "".join(words)


@given(st.text(max_size=40))
def test_any_text_is_a_name_or_none(written: str) -> None:
    key = name_key(written)
    assert key is None or key.isalpha()
