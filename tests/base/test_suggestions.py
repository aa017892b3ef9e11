from __future__ import annotations

from bokrules.base.suggestions import did_you_mean, nearest

KNOWN = ["gaji", "honor", "transpor", "transpor_kader", "transpor_petugas", "transpor_lain"]


def test_the_likest_comes_first_and_three_are_enough() -> None:
    assert nearest("tranpor", KNOWN) == ["transpor", "transpor_lain", "transpor_kader"]
    assert nearest("gajih", KNOWN) == ["gaji"]
    assert nearest("xyz", KNOWN) == []


def test_letters_of_either_case_are_alike() -> None:
    assert nearest("HONOR", KNOWN) == ["honor"]
    assert nearest("TRANSPOR", KNOWN) == ["transpor"]  # not the other two as well
    assert nearest("iii.b.3", ["III.B.3", "I.D"]) == ["III.B.3"]


def test_the_order_of_the_known_means_nothing() -> None:
    assert nearest("transpo", KNOWN) == nearest("transpo", [*reversed(KNOWN), "gaji"])


def test_did_you_mean() -> None:
    assert str(did_you_mean("gajih", KNOWN)) == "did you mean `gaji`?"
    assert did_you_mean("xyz", KNOWN) is None
    assert did_you_mean("xyz", []) is None
