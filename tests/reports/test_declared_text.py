"""What each kind of declaration says, in words."""

from __future__ import annotations

import pytest

from bokrules.base.messages import choose_language
from bokrules.reports.declared_text import details
from tests.helpers import compiled

SAID = {
    'tertutup belanja "L" untuk dana bok dasar A temuan 1.01\n'
    'boleh x "X" untuk belanja gaji dasar B': [
        "for funds: BOK (bok)",
        "closes the list of: Jenis belanja",
        "finding code: 1.01",
    ],
    'boleh x "X" untuk belanja gaji, honor bila terpencil dasar A': [
        "for expense types: Gaji (gaji), Honor (honor)",
        "when: Di desa terpencil: yes",
    ],
    'boleh x "X" untuk belanja gaji untuk kegiatan gizi dasar A\ntertutup kegiatan "L" dasar B': [
        "for expense types: Gaji (gaji)",
        "for activities: Gizi (gizi)",
        "an entry of the list of: Kegiatan",
    ],
    'larang x "X" untuk belanja pemeliharaan kecuali cc tafsir "Satu, dua" tafsir "Tiga" dasar A\n'
    'boleh cc "CC" untuk belanja cold_chain dasar B': [
        "for expense types: Pemeliharaan (pemeliharaan)",
        "except: cc",
        "how it was read: Satu, dua",
        "how it was read: Tiga",
    ],
    'wajib x "X" bukti kuitansi atau faktur, surat_tugas harus dalam_rpk dasar A': [
        "evidence: Kuitansi or Faktur, Surat tugas",
        "must hold: Tercantum dalam RPK: yes",
    ],
    'wajib x "X" setor ppn = 10% * nilai, pph22 = 1,5% * nilai meterai Rp3.000 dasar A': [
        "taxes to deposit: PPN = 10% × Nilai; PPh 22 = 1,5% × Nilai",
        "stamp duty: Rp3.000",
    ],
    'celah x "X" menyentuh boleh untuk belanja gaji memenuhi kegiatan dasar A\n'
    'tertutup kegiatan "L" dasar B': [
        "for expense types: Gaji (gaji)",
        "leaves open: what is allowed",
        "an entry of the list of: Kegiatan",
    ],
    'celah x "X" menyentuh larang kecuali b dasar A\nboleh b "B" untuk belanja gaji dasar B': [
        "leaves open: what is forbidden",
        "except: b",
    ],
    'batas x "X" untuk belanja gaji maksimal 2 kali per kegiatan per tahun dasar A temuan 1.04': [
        "for expense types: Gaji (gaji)",
        "limit: at most 2 times",
        "per: Kegiatan, year",
        "finding code: 1.04",
    ],
    'batas x "X" untuk belanja gaji minimal 60% dari pagu dasar A': [
        "for expense types: Gaji (gaji)",
        "limit: at least 60% of the pagu",
    ],
    'batas x "X" untuk belanja gaji maksimal Rp1.000.000 per bulan dasar A': [
        "for expense types: Gaji (gaji)",
        "limit: at most Rp1.000.000",
        "per: month",
    ],
    'kewajiban x "X" untuk kegiatan rapat per satker per pencairan dasar A': [
        "for activities: Rapat (rapat)",
        "per: Puskesmas atau kantor, withdrawal",
    ],
    'sasaran x "X" untuk dana bok_provinsi dasar A': ["for funds: BOK provinsi (bok_provinsi)"],
    'target x "X" paling sedikit 95% pada 2015 dasar A': ["value: at least 95% by 2015"],
    'target x "X" paling banyak 1,5 dahulu y dasar A': ["value: at most 1,5", "formerly: y"],
    'target x "X" dasar A\ncelah g "G" menyentuh target dasar B': ["value: no number is printed"],
    'skala x "X" "D" paling sedikit 100% "C" di atas 90% sampai kurang dari 100% "B" 80% s/d 90%'
    ' "A" kurang dari 80% dasar A': [
        "bands: A: less than 80%, B: 80% up to 90%, C: above 90% up to less than 100%,"
        " D: at least 100%",
    ],
    'skala x "X" "Naik" di atas 1 "Turun" paling banyak 1 dasar A': [
        "bands: Turun: at most 1, Naik: above 1"
    ],
    'tabel x "X" per jenis_wilayah desa 1,25 kota 1 pulau 0,5 dasar A': [
        "entries: Desa: 1,25; Kota: 1; Pulau: 0,5"
    ],
    'tabel x "X" per jenis_wilayah desa Rp1.000 kota Rp0 pulau Rp5 dasar A': [
        "entries: Desa: Rp1.000, Kota: Rp0, Pulau: Rp5"
    ],
}


@pytest.mark.parametrize("text", SAID)
def test_details(text: str) -> None:
    policy = compiled(text)
    name = text.split()[1]
    (declared,) = policy.by_name[name]
    said = [f"{each.title}: {line}" for each in details(declared, policy) for line in each.lines]
    assert said == SAID[text]


FORMULA = """
tabel bobot "Bobot" per jenis_wilayah desa 1,25 kota 1 pulau 0,5 dasar A
satuan provinsi "Provinsi" kolom wilayah : jenis_wilayah, kab_kota : bilangan, baru : ya_tidak
  dasar A
rumus bok "BOK" untuk_setiap provinsi
  masukan pagu : rupiah
  masukan biaya : rupiah
  dasar_alokasi = 65% * pagu / cacah(provinsi)
  tambahan = bobot[wilayah] * kab_kota / jumlah(bobot[wilayah] * kab_kota) * 35% * pagu
  khusus = hitung(baru) * (biaya - Rp1.000)
  hasil alokasi = dasar_alokasi + tambahan + khusus
  bulatkan alokasi ke Rp1.000 sisa_terbesar jumlah_tepat pagu + jumlah(khusus) seri kode
  dasar B
"""


def test_a_formula_and_its_units() -> None:
    policy = compiled(FORMULA)
    said = [
        f"{each.key}: {line}" for each in details(policy.formulas[0], policy) for line in each.lines
    ]
    assert said[:2] == ["unit: provinsi", "inputs: pagu (rupiah), biaya (rupiah)"]
    assert sorted(said[2:-2]) == [
        "lines: alokasi = dasar_alokasi + tambahan + khusus",
        "lines: dasar_alokasi = 65% × pagu ÷ count(provinsi)",
        "lines: khusus = indicator(baru) × (biaya − 1000)",
        "lines: tambahan = bobot[wilayah] × kab_kota ÷ sum(bobot[wilayah] × kab_kota) × 35% × pagu",
    ]
    assert said[-2:] == [
        "result: alokasi",
        "rounding: to Rp1.000, by largest remainders;"
        " the sum is exactly pagu + sum(khusus); ties by kode",
    ]
    (columns,) = details(policy.units[0], policy)
    assert sorted(columns.values) == [
        "baru (yes or no)",
        "kab_kota (a number)",
        "kode (text)",
        "wilayah (a choice: jenis_wilayah)",
    ]


def test_words_are_those_of_the_language() -> None:
    policy = compiled('batas x "X" untuk belanja gaji maksimal 5 jam per satker per tahun dasar A')
    choose_language("id")
    said = [f"{each.title}: {', '.join(each.values)}" for each in details(policy.limits[0], policy)]
    assert said == [
        "untuk jenis belanja: Gaji (gaji)",
        "batas: paling banyak 5 jam",
        "per: Puskesmas atau kantor, tahun",
    ]
