from __future__ import annotations

from bokrules.inspection.names import Names, folded


def test_case_spaces_and_underscores_do_not_count() -> None:
    assert folded("Nomor_Bukti ") == folded("NOMOR\u00a0bukti") == "nomorbukti"


def test_a_name_goes_before_a_label() -> None:
    names = Names([("a", ["gizi"], ["Penyuluhan"]), ("b", ["penyuluhan"], ["Gizi"])])
    assert names.find("Gizi") == ["a"]
    assert names.find("PENYULUHAN") == ["b"]


def test_a_label_may_belong_to_several() -> None:
    names = Names([("a", ["x"], ["Rapat", "rapat"]), ("b", ["y"], ["Rapat"])])
    assert names.find("rapat") == ["a", "b"]
    assert names.find("pesta") == []
