"""The rules of 2010 as sets of terms, by hand; the taxonomy is taken from the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bokrules import load_edition
from bokrules.semantics.vocabulary import Taxonomy

Truth = bool | None
Truths = Mapping[str | None, Truth]
Names = tuple[str, ...]

FIRST_DAY, LAST_DAY = date(2010, 4, 22), date(2010, 12, 31)
TAXONOMIES = load_edition(2010).policy.vocabulary.taxonomies
TYPES, ACTIVITIES = TAXONOMIES["belanja"], TAXONOMIES["kegiatan"]


def one_of(taxonomy: Taxonomy, *terms: str) -> Truths:
    """True for the terms and those below them, None for those above and for a missing one."""
    found: dict[str | None, Truth] = {None: None}
    for each in terms:
        found |= dict.fromkeys(taxonomy.above_or_same(each))
    for each in terms:
        found |= dict.fromkeys(taxonomy.below_or_same(each), True)
    return found


# ---- prohibitions ----

ACTIVITY_BANS = {
    "pengobatan": one_of(ACTIVITIES, "pengobatan", "rehabilitasi"),
    "gawat_darurat": one_of(ACTIVITIES, "gawat_darurat"),
    "rawat_inap": one_of(ACTIVITIES, "rawat_inap"),
    "pertolongan_persalinan": one_of(ACTIVITIES, "pertolongan_persalinan"),
}
COLD_CHAIN = one_of(TYPES, "pemeliharaan_cold_chain", "bbm_cold_chain")
CAPITAL = one_of(TYPES, "belanja_modal", "pemeliharaan")
TYPE_BANS: dict[str, Truths] = {
    "setor_kas_daerah": one_of(TYPES, "setoran_kas_daerah"),
    "pindah_rekening": one_of(TYPES, "pemindahan_rekening"),
    "honor": one_of(TYPES, "gaji", "honor"),
    "belanja_modal": {
        each: None if COLD_CHAIN.get(each, False) is None else truth
        for each, truth in CAPITAL.items()
        if COLD_CHAIN.get(each) is not True
    },
    "pemeliharaan_gedung_kendaraan": one_of(TYPES, "pemeliharaan_gedung", "pemeliharaan_kendaraan"),
    "langganan_kantor": one_of(TYPES, "listrik", "air", "tinta_toner"),
    "obat_vaksin_alkes": one_of(TYPES, "obat", "vaksin", "alat_kesehatan"),
}
OFFICE_SUPPLIES = one_of(TYPES, "atk", "fotokopi")
OFFICE = one_of(ACTIVITIES, "operasional_kantor")
BANS_IN_ORDER = (
    "setor_kas_daerah",
    "pindah_rekening",
    *ACTIVITY_BANS,
    "honor",
    "belanja_modal",
    "pemeliharaan_gedung_kendaraan",
    "atk_kantor",
    "langganan_kantor",
    "obat_vaksin_alkes",
)

# ---- permissions ----

POSYANDU = (
    "layanan_posyandu",
    "pemeriksaan_kehamilan_posyandu",
    "pelayanan_nifas_posyandu",
    "pelayanan_bayi_posyandu",
    "pelayanan_balita_posyandu",
    "pelayanan_imunisasi_posyandu",
    "pelayanan_gizi_posyandu",
    "penemuan_kasus_posyandu",
)
LISTED_ACTIVITIES = {
    "kegiatan_poskesdes": one_of(ACTIVITIES, "operasional_poskesdes"),
    "kegiatan_posyandu": one_of(ACTIVITIES, "layanan_posyandu"),
    "upaya_kia_kb": one_of(ACTIVITIES, "kia_kb"),
    "upaya_imunisasi": one_of(ACTIVITIES, "imunisasi"),
    "upaya_gizi": one_of(ACTIVITIES, "gizi"),
    "upaya_promosi_kesehatan": one_of(ACTIVITIES, "promosi_kesehatan"),
    "upaya_kesehatan_lingkungan": one_of(ACTIVITIES, "kesehatan_lingkungan"),
    "upaya_pengendalian_penyakit": one_of(ACTIVITIES, "pengendalian_penyakit"),
    "manajemen_puskesmas": one_of(ACTIVITIES, "manajemen_puskesmas"),
    "kegiatan_penunjang": one_of(ACTIVITIES, "penunjang_pelayanan"),
}
LISTED_TYPES = {
    "pelatihan_kader": one_of(TYPES, "pelatihan_kader"),
    "cold_chain": COLD_CHAIN,
    "transpor_petugas": one_of(TYPES, "transpor_petugas", "bbm_transpor"),
    "transpor_masyarakat": one_of(TYPES, "transpor_masyarakat"),
    "bahan_kontak": one_of(TYPES, "bahan_kontak"),
    "bahan_pmt_penyuluhan": one_of(TYPES, "bahan_pmt_penyuluhan"),
}
LISTED_TOGETHER = {
    "operasional_posyandu": (one_of(TYPES, "transpor", "atk"), one_of(ACTIVITIES, *POSYANDU)),
    "operasional_poskesdes": (
        one_of(TYPES, "transpor", "atk", "fotokopi"),
        one_of(ACTIVITIES, "operasional_poskesdes"),
    ),
    "rapat_desa": (
        one_of(TYPES, "konsumsi_rapat", "penggandaan"),
        one_of(ACTIVITIES, "rapat_desa"),
    ),
    "penggandaan_atk_lokmin": (
        one_of(TYPES, "penggandaan", "atk"),
        one_of(ACTIVITIES, "lokakarya_mini"),
    ),
    "konsumsi_lokmin": (
        one_of(TYPES, "konsumsi_rapat"),
        one_of(ACTIVITIES, "lokakarya_mini"),
    ),
}
LISTED_IF_REMOTE = {
    "penginapan_terpencil": one_of(TYPES, "penginapan"),
    "uang_harian_terpencil": one_of(TYPES, "uang_harian"),
}
PERMISSIONS_IN_ORDER = (
    *LISTED_ACTIVITIES,
    "pelatihan_kader",
    "cold_chain",
    "transpor_petugas",
    "transpor_masyarakat",
    "operasional_posyandu",
    "operasional_poskesdes",
    "rapat_desa",
    "bahan_kontak",
    "penggandaan_atk_lokmin",
    "konsumsi_lokmin",
    "penginapan_terpencil",
    "uang_harian_terpencil",
    "bahan_pmt_penyuluhan",
)
FACTS_IN_ORDER = (
    *("expense_type", "activity", "amount", "documents", "in_plan", "over_unit_cost", "remote"),
    *("stamp", "taxes"),
)

# ---- obligations ----

PROOF = frozenset(
    {
        *("kuitansi", "bukti_terima_transpor", "bukti_beli_bbm", "faktur"),
        *("bukti_pengeluaran_riil", "bukti_lain"),
    }
)
PROOF_OF_TRANSPORT = frozenset({"kuitansi", "bukti_terima_transpor", "bukti_beli_bbm"})
PROOF_OF_TRAVEL = frozenset(
    {"pernyataan_riil", "bukti_pengeluaran_riil", "bukti_beli_bbm", "faktur", "bukti_lain"}
)
PROOF_OF_PURCHASE = frozenset({"kuitansi", "faktur", "bukti_lain"})
TRANSPORT = one_of(TYPES, "transpor_petugas", "bbm_transpor")
TRAVEL = one_of(TYPES, "transpor_petugas", "bbm_transpor", "penginapan", "uang_harian")
PURCHASE = one_of(TYPES, "penggandaan", "bahan_kontak")
MEETING_COST = one_of(TYPES, "konsumsi_rapat", "penggandaan")
MEETING_WITH_RECEIPT = one_of(ACTIVITIES, "lokakarya_mini", "rapat_desa")
MEETING = one_of(ACTIVITIES, "lokakarya_mini", "rapat_desa", "desa_siaga_forum")
SPECIAL_TYPES = frozenset({*TRANSPORT, *TRAVEL, *PURCHASE, *MEETING_COST})

# ---- what a term can meet: the rules about it, each with its truth ----

Met = tuple[tuple[str, Truth], ...]


def met_by(rules: Mapping[str, Truths], taxonomy: Taxonomy) -> dict[str | None, Met]:
    return {
        term: tuple((name, truths[term]) for name, truths in rules.items() if term in truths)
        for term in (None, *taxonomy.terms)
    }


ACTIVITY_BANS_OF = met_by(ACTIVITY_BANS, ACTIVITIES)
TYPE_BANS_OF = met_by(TYPE_BANS, TYPES)
LISTED_ACTIVITIES_OF = met_by(LISTED_ACTIVITIES, ACTIVITIES)
LISTED_TYPES_OF = met_by(LISTED_TYPES, TYPES)
REMOTE_OF = met_by(LISTED_IF_REMOTE, TYPES)
TOGETHER_OF = {
    term: tuple(
        (name, types[term], activities)
        for name, (types, activities) in LISTED_TOGETHER.items()
        if term in types
    )
    for term in (None, *TYPES.terms)
}
