"""Persons as lists of payees write them: titles, cases and dots do not make another person."""

from __future__ import annotations

import re
from functools import lru_cache

LEAST_NIP_DIGITS = 9
"""An old number has 9 digits, a new one 18; one with fewer is known in its own unit only."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEFORE = _words(
    "dr drg drs dra ir prof h hj kh bd bdn bidan ns ners apt perawat dokter bpk bapak ibu sdr sdri"
    " tn ny nn an kader dukun"
)
"""Words before a name; `h` and `hj` too."""

_AFTER = _words(
    "skm sst se sh st ss mm mph mars mkm mkes mkep mkeb msi mph mpd mhum spd spdi sag ssos sip skom"
    " sstp sap skep sked skeb skg sgz sfarm ssi stp sk sksi skl spsi sft sftr ners ns apt bd bdn dr"
    " amd amk amkeb amkg amg amkl amf amak amdkep amdkeb amdkg amdgz amdkl amdfarm amdak amdfis"
    " amdrmik amdrad amdki amdpk str strkeb strkep strgz strkes strkl strfarm strak stkeb stkep"
    " mtr mtrkeb mtrkep mfarm mbiomed msc bsc phd d1 d3 d4 s1 s2"
    " spa spog spb spd spm spjp spkj spkk sprad span"
)
"""Titles after a name, without their dots and spaces."""

_GROUP = _words(
    "dkk cs kawan tim peserta masyarakat toko tb cv pt ud pd apotek apotik warung rm percetakan"
    " fotocopy fotokopi koperasi bank kas negara puskesmas pustu poskesdes dinas kantor kelompok"
    " posyandu desa kelurahan dusun rt rw orang org petugas para semua"
)
"""A payee with one of these words is no single person."""

_ROLES = _words("petugas kader dukun bidan perawat dokter pegawai staf peserta")
"""With a letter they stand for a person whose name is not told: `Petugas A`."""

_VARIANTS = {
    **dict.fromkeys(
        _words("moh mohd mohamad mohammad mochamad mochammad muh muhd much muhamad muchamad"),
        "muhammad",
    ),
    **dict.fromkeys(_words("achmad akhmad ahmat"), "ahmad"),
    "abd": "abdul",
    "sitti": "siti",
}
_NO_DIGIT = re.compile(r"[^0-9]+")
_SITI = re.compile(r"^(hj?\.?\s+|hj\.)?st\.\s*(?=[^\W\d_]{2})")
_ON_BEHALF = re.compile(r"^a\.?\s?n\.\s*")
_ASIDE = re.compile(r"\([^)]*\)")
_AND = re.compile(r"\s(?:dan|&|\+)\s|[;/&]|\d")
_SPLIT = re.compile(r"[\s.'’`-]+")


def nip_key(written: str | None) -> str | None:
    """The digits of a civil servant's number (NIP), however many; None for what has none."""
    digits = _NO_DIGIT.sub("", written or "")
    return digits if digits.strip("0") else None


def is_whole_nip(key: str) -> bool:
    """Whether it is a number that no one in any other unit has."""
    return len(key) >= LEAST_NIP_DIGITS


@lru_cache(maxsize=100_000)
def name_key(written: str) -> str | None:
    """A name to compare by; None if it is not that of one person.

    `Hj. SRI WAHYUNI, S.ST` and `Sri Wahyuni` are one name. Names that are only similar are two.
    """
    text = " ".join(_ASIDE.sub(" ", written.casefold()).split())
    text = _SITI.sub("siti ", _ON_BEHALF.sub("", text))
    name, *titles = [each.strip() for each in text.split(",")]
    if _AND.search(name) or any(_without_last_titles(each, 0) for each in titles):
        return None
    words = [each for each in _SPLIT.split(_without_last_titles(name, 1)) if each]
    if len(words) == 2 and words[0] in _ROLES and len(words[1]) == 1 and words[1].isalpha():
        return "".join(words)
    if any(each in _GROUP for each in words):
        return None
    while words and words[0] in _BEFORE:
        words.pop(0)
    letters = "".join(_VARIANTS.get(each, each) for each in words)
    return letters if len(letters) >= 2 and letters.isalpha() else None


def _without_last_titles(text: str, kept: int) -> str:
    """`sri wahyuni s.st`, `siti aminah skm`, `siti amd. keb`, of which `kept` words are a name."""
    words = text.split()
    at = len(words)
    while at > kept:
        width = next((n for n in (3, 2, 1) if n <= at - kept and _is_title(words[at - n : at])), 0)
        if not width:
            break
        at -= width
    return " ".join(words[:at])


def _is_title(words: list[str]) -> bool:
    """Several words are one title only if dots say so: `s. kep`, not `ade ma`."""
    if not all(each.endswith(".") for each in words[:-1]):
        return False
    return "".join(each for each in "".join(words) if each.isalnum()) in _AFTER
