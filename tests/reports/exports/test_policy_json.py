"""Conditions as trees: every kind of expression and requirement, exact numbers as text."""

from __future__ import annotations

from typing import Any

import pytest

from bokrules.reports.exports.expense_schema import expense_schema
from bokrules.reports.exports.policy_json import policy_document
from tests.helpers import compiled

TEXT = """
tertutup belanja "Daftar" untuk dana bok_puskesmas dasar A
boleh transpor "Transpor" untuk belanja transpor memenuhi belanja
  bila bukan terpencil dan (wilayah = desa atau tanggal paling sedikit 2010-07-01) dasar A.1
larang modal "Modal" untuk kegiatan rapat kecuali transpor dasar A.2
wajib semua "Semua" untuk belanja konsumsi harus belanja = konsumsi
  bukti kuitansi atau faktur, surat_tugas
  setor ppn = 10% * (nilai - Rp100) meterai Rp3.000 dasar A.3
batas sering "Sering" maksimal 2 kali per kegiatan per tahun dasar B
batas banyak "Banyak" minimal 60% dari pagu dasar B
batas besar "Besar" maksimal Rp1.000 dasar B
celah hilang "Hilang" menyentuh larang untuk kegiatan gizi kecuali transpor dasar C
"""


@pytest.fixture(scope="module")
def rules() -> dict[str, Any]:
    [text] = policy_document([compiled(TEXT, None)])["texts"]
    return {each["name"]: each for each in text["rules"]}


def test_conditions(rules: dict[str, Any]) -> None:
    assert rules["transpor"]["when"] == {
        "op": "all",
        "of": [
            {"op": "not", "of": {"op": "field", "field": "remote"}},
            {
                "op": "any",
                "of": [
                    {
                        "op": "compare",
                        "how": "=",
                        "left": {"op": "field", "field": "region"},
                        "right": {"op": "constant", "type": "word", "value": "desa"},
                    },
                    {
                        "op": "compare",
                        "how": ">=",
                        "left": {"op": "field", "field": "date"},
                        "right": {"op": "constant", "type": "date", "value": "2010-07-01"},
                    },
                ],
            },
        ],
    }
    assert rules["transpor"]["serves"] == ["expense_type"]
    assert rules["belanja"]["selectors"] == [{"field": "fund", "terms": ["bok_puskesmas"]}]


def test_requirements(rules: dict[str, Any]) -> None:
    asked = {name: each for part in rules["semua"]["requires"] for name, each in part.items()}
    assert asked["must"] == {"op": "is_a", "field": "expense_type", "term": "konsumsi"}
    assert asked["documents"] == [["kuitansi", "faktur"], ["surat_tugas"]]
    assert asked["stamp"] == {"op": "constant", "type": "number", "value": "3000"}
    [tax] = asked["taxes"]
    first, second = tax["due"]["factors"]
    assert first == {"how": "*", "of": {"op": "constant", "type": "number", "value": "1/10"}}
    assert [each["sign"] for each in second["of"]["terms"]] == [1, -1]


def test_limits_and_gaps(rules: dict[str, Any]) -> None:
    often = rules["sering"]
    assert (often["bound"], often["measure"]) == ("most", {"count": "2", "unit": "kali"})
    assert (often["per"], often["period"]) == (["activity"], "tahun")
    assert rules["banyak"]["measure"] == {"share": "3/5", "of": "pagu"}
    assert rules["besar"]["measure"] == {"rupiah": "1000"}
    assert (rules["hilang"]["touches"], rules["hilang"]["except"]) == ("forbid", ["transpor"])


def test_every_type_of_a_field_has_a_schema() -> None:
    properties = expense_schema([compiled(TEXT, None)])["properties"]
    first = {name: each["anyOf"][0] for name, each in properties.items() if "anyOf" in each}
    assert first["documents"] == {
        "type": "array",
        "items": {"enum": ["kuitansi", "faktur", "surat_tugas"]},
    }
    assert first["taxes"]["properties"].keys() == {"ppn", "pph22"}
    assert first["quantity"] == {"type": "number", "minimum": 0, "maximum": 10**15}
    assert first["persons"] == {"type": "integer", "minimum": 0, "maximum": 10**9}
    assert first["remote"] == {"type": "boolean"}
    assert first["region"] == {"enum": ["desa", "kota", "pulau"]}
    assert first["office"] == {"type": ["string", "integer"]}
    assert first["date"]["format"] == "date"
