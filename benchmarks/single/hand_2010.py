"""The edition of 2010 as a Python programmer would write it by hand: the peer of all peers.

The taxonomy is data, taken from the vocabulary; the rules are written here. `decide` gives the
outcome, the rules that decided and the missing facts of a tuple. `heads.py` makes functions for
slotted objects and for dicts out of it, and those that remember what they found of an expense
type, an activity and remoteness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from bokrules import load_edition
from bokrules.semantics.vocabulary import Taxonomy

Truth = bool | None
Truths = Mapping[str | None, Truth]
Names = tuple[str, ...]
Result = tuple[str, Names, Names]

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


def permission(
    expense_type: str | None, activity: str | None, remote: bool | None
) -> tuple[str | None, Names, Names]:
    """The rules about the type and the activity; no outcome (None) where it is permitted."""
    basis: list[str] = []
    doubts: list[str] = []
    type_asked = activity_asked = False
    for name, truth in ACTIVITY_BANS_OF[activity]:
        if truth:
            basis.append(name)
        else:
            doubts.append(name)
            activity_asked = True
    for name, truth in TYPE_BANS_OF[expense_type]:
        if truth:
            basis.append(name)
        else:
            doubts.append(name)
            type_asked = True
    if expense_type in OFFICE_SUPPLIES and activity in OFFICE:
        supplies, office = OFFICE_SUPPLIES[expense_type], OFFICE[activity]
        if supplies and office:
            basis.append("atk_kantor")
        else:
            doubts.append("atk_kantor")
            type_asked = type_asked or supplies is None
            activity_asked = activity_asked or office is None
    if basis:
        return "forbidden", in_order(basis, BANS_IN_ORDER), ()
    if doubts:
        asked = ("expense_type",) * type_asked + ("activity",) * activity_asked
        return "undetermined", in_order(doubts, BANS_IN_ORDER), asked

    on_activities: Truth = False
    on_types: Truth = False
    asked_for_activities: set[str] = set()
    asked_for_types: set[str] = set()
    for name, truth in LISTED_ACTIVITIES_OF[activity]:
        if truth:
            on_activities = True
            basis.append(name)
        else:
            on_activities = on_activities or None
            asked_for_activities.add("activity")
    for name, truth in LISTED_TYPES_OF[expense_type]:
        if truth:
            on_types = True
            basis.append(name)
        else:
            on_types = on_types or None
            asked_for_types.add("expense_type")
    for name, of_type, activities in TOGETHER_OF[expense_type]:
        if activity not in activities:
            continue
        of_activity = activities[activity]
        if of_type and of_activity:
            on_types = on_activities = True
            basis.append(name)
        else:
            on_types, on_activities = on_types or None, on_activities or None
            both = ("expense_type",) * (of_type is None) + ("activity",) * (of_activity is None)
            asked_for_types.update(both)
            asked_for_activities.update(both)
    if remote is not False:
        for name, of_type in REMOTE_OF[expense_type]:
            if of_type and remote:
                on_types = True
                basis.append(name)
            else:
                on_types = on_types or None
                if of_type is None:
                    asked_for_types.add("expense_type")
                if remote is None:
                    asked_for_types.add("remote")
    if on_activities is False or on_types is False:
        return "unlisted", closed(on_activities is False, on_types is False), ()
    if on_activities is None or on_types is None:
        asked_for = asked_for_activities if on_activities is None else set()
        if on_types is None:
            asked_for |= asked_for_types
        lists = closed(on_activities is None, on_types is None)
        return "undetermined", lists, in_order(asked_for, FACTS_IN_ORDER)
    return None, in_order(basis, PERMISSIONS_IN_ORDER), ()


permission_remembered = cache(permission)


def closed(activities: bool, types: bool) -> Names:
    if activities:
        return ("kegiatan", "belanja") if types else ("kegiatan",)
    return ("belanja",)


def in_order(names: Iterable[str], order: Names) -> Names:
    found = set(names)
    return tuple(each for each in order if each in found)


def decide(row: tuple[Any, ...]) -> Result:
    """An expense's values in vocabulary order, None where missing."""
    (
        expense_type, activity, _, _, amount, day, _, documents, _, _, _, in_plan, _,
        over_unit_cost, _, _, _, _, _, remote, _, stamp, taxes, _, _, _, voucher_amount, _,
    ) = row  # fmt: skip
    outcome, basis, asked = permission(expense_type, activity, remote)
    if outcome is not None:
        return outcome, basis, asked

    met = day is None or FIRST_DAY <= day <= LAST_DAY
    missing: list[str] = []
    if not in_plan:
        met = False
        if in_plan is None:
            missing.append("in_plan")
    if over_unit_cost is not False:
        met = False
        if over_unit_cost is None:
            missing.append("over_unit_cost")
    if documents is None:
        met = False
        missing.append("documents")
    elif PROOF.isdisjoint(documents):
        met = False

    if expense_type in SPECIAL_TYPES:
        if expense_type in TRANSPORT:
            of_type = TRANSPORT[expense_type]
            if documents is None:
                if of_type is None:
                    missing.append("expense_type")
            elif "surat_tugas" not in documents or PROOF_OF_TRANSPORT.isdisjoint(documents):
                met = False
                if of_type is None:
                    missing.append("expense_type")
        if expense_type in TRAVEL and remote is not False:
            of_type = TRAVEL[expense_type]
            if documents is None or not (
                "kuitansi" in documents
                and "rincian_biaya" in documents
                and "surat_tugas" in documents
                and "sppd" in documents
                and "laporan_dinas" in documents
                and not PROOF_OF_TRAVEL.isdisjoint(documents)
            ):
                met = False
                if documents is None or not (of_type and remote):
                    if of_type is None:
                        missing.append("expense_type")
                    if remote is None:
                        missing.append("remote")
        if expense_type in PURCHASE:
            of_type = PURCHASE[expense_type]
            if documents is None:
                if of_type is None:
                    missing.append("expense_type")
            elif PROOF_OF_PURCHASE.isdisjoint(documents):
                met = False
                if of_type is None:
                    missing.append("expense_type")
            voucher = amount if voucher_amount is None else voucher_amount
            if voucher is None or voucher > 250_000:
                is_sure = of_type and voucher is not None
                if (voucher is None or voucher <= 1_000_000) and (stamp is None or stamp < 3000):
                    met = False
                    if stamp is None or not is_sure:
                        if of_type is None:
                            missing.append("expense_type")
                        if voucher is None:
                            missing.append("amount")
                        if stamp is None:
                            missing.append("stamp")
                if voucher is None or voucher > 1_000_000:
                    if stamp is None or stamp < 6000:
                        met = False
                        if stamp is None or not is_sure:
                            if of_type is None:
                                missing.append("expense_type")
                            if voucher is None:
                                missing.append("amount")
                            if stamp is None:
                                missing.append("stamp")
                    if amount is None or taxes is None:
                        met = False
                        if of_type is None:
                            missing.append("expense_type")
                        if amount is None:
                            missing.append("amount")
                        if taxes is None:
                            missing.append("taxes")
                    elif amount // 10 > taxes.get("ppn", 0) or amount * 3 // 200 > taxes.get(
                        "pph22", 0
                    ):
                        met = False
                        if of_type is None:
                            missing.append("expense_type")
        if (
            expense_type in MEETING_COST
            and activity in MEETING_WITH_RECEIPT
            and (documents is None or "kuitansi" not in documents)
        ):
            met = False
            is_sure = MEETING_COST[expense_type] and MEETING_WITH_RECEIPT[activity]
            if documents is None or not is_sure:
                if MEETING_COST[expense_type] is None:
                    missing.append("expense_type")
                if MEETING_WITH_RECEIPT[activity] is None:
                    missing.append("activity")
    if activity in MEETING and (
        documents is None
        or not ("undangan" in documents and "daftar_hadir" in documents and "notulen" in documents)
    ):
        met = False
        if MEETING[activity] is None:
            missing.append("activity")

    if met:
        return "allowed", basis, ()
    return "conditional", basis, in_order(missing, FACTS_IN_ORDER) if missing else ()
