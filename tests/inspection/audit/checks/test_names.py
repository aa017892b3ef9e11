"""`dua_nama`, `nama_rancu`"""

from __future__ import annotations

from bokrules.inspection.audit.unit_names import has_kind, plain_name
from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, english, of_check, only

CATALOGUE = """
regions: wilayah.csv
tables:
  a: {number: "1", title: A}
  b: {number: "2", title: B}
"""
REGIONS = """
kode,nama
3328,KABUPATEN TEGAL
3376,KOTA TEGAL
1706,KABUPATEN MUKOMUKO
1211,KABUPATEN KARO
"""


def test_spellings_between_tables_and_against_the_official_name(audited: Auditor) -> None:
    result = audited(
        a="kode,nama,alokasi\n1706,Makumuko,5\n1211,Kab. Tanah Karo,7\n",
        b="kode,nama,alokasi\n1706,Kab. Mukomuko,5\n",
        wilayah=REGIONS,
        catalogue=CATALOGUE,
    )
    first, second = of_check(result, "dua_nama")
    assert english(second) == (
        "this code has several names: Makumuko (a.csv:2), Kab. Mukomuko (b.csv:2)"
    )
    assert english(first) == (
        "this code has several names: Kab. Tanah Karo (a.csv:3), KABUPATEN KARO (BPS)"
    )


def test_a_name_that_two_units_have(audited: Auditor) -> None:
    result = audited(
        a="kode,nama,alokasi\n3376,Tegal,5\n3328,Kab. Tegal,6\n,Tegal,7\n",
        b="nama,alokasi\nTegal,5\n",
        wilayah=REGIONS,
        catalogue=CATALOGUE,
    )
    finding = only(result, "nama_rancu")
    assert english(finding) == "`Tegal` may be any of: KABUPATEN TEGAL, KOTA TEGAL"
    assert cause(finding) == "its code is that of KOTA TEGAL"


def test_spelling_that_means_nothing() -> None:
    assert plain_name("Kab. Toli-Toli") == plain_name("KABUPATEN TOLITOLI")
    assert plain_name("Kep Yapen") == plain_name("Kab. Kepulauan Yapen")
    assert plain_name("Provinsi Bali") == plain_name("Bali")
    assert plain_name("Kotabaru") == "kotabaru"
    assert has_kind("Kab. Tegal")
    assert not has_kind("Kotabaru")


def test_whose_figures_they_are(audited: Auditor) -> None:
    """The allocation is one unit's, the absorption the other's."""
    catalogue = """
    regions: wilayah.csv
    tables:
      a: {number: "1", title: A}
      b: {number: "2", title: B, columns: {nama: keterangan}}
    pairs:
      - tables: [a, b]
        key: {kode: kode}
        columns: {alokasi: alokasi, serapan: realisasi / alokasi}
    """
    result = audited(
        a='kode,nama,alokasi,serapan\n3376,Tegal,8,"75,0"\n',
        b="kode,nama,alokasi,realisasi\n3376,x,4,3\n3328,y,8,2\n",
        wilayah=REGIONS,
        catalogue=catalogue,
    )
    assert cause(only(result, "nama_rancu")) == (
        "by alokasi it is KABUPATEN TEGAL, by serapan it is KOTA TEGAL"
    )
