"""What hand-written peers know of the 2010 edition: which facts matter for which lines.

A line's code is `base + (bits & mask)`, where base and mask follow from the classes of its expense
type and activity: terms that every rule treats alike are one class. All lines of a code have the
same outcome, deciding rules and missing facts; that is checked against the reference, not assumed.
The sets below are written by hand from the decree; how terms lie below one another is vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

Truth = bool | None

ACTIVITIES = frozenset({
    "kia_kb", "imunisasi", "gizi", "promosi_kesehatan", "kesehatan_lingkungan",
    "pengendalian_penyakit", "manajemen_puskesmas", "layanan_posyandu", "operasional_poskesdes",
    "penunjang_pelayanan",
})  # fmt: skip
"""Promotive and preventive: the closed list of activities."""
TYPES = frozenset({
    "bahan_kontak", "bahan_pmt_penyuluhan", "pelatihan_kader", "pemeliharaan_cold_chain",
    "bbm_cold_chain", "transpor_petugas", "bbm_transpor", "transpor_masyarakat",
})  # fmt: skip
"""Payable for any activity."""
POSYANDU = frozenset({
    "layanan_posyandu", "pemeriksaan_kehamilan_posyandu", "pelayanan_nifas_posyandu",
    "pelayanan_bayi_posyandu", "pelayanan_balita_posyandu", "pelayanan_imunisasi_posyandu",
    "pelayanan_gizi_posyandu", "penemuan_kasus_posyandu",
})  # fmt: skip
TYPES_OF_ACTIVITIES = (
    (frozenset({"transpor", "atk"}), POSYANDU),
    (frozenset({"transpor", "atk", "fotokopi"}), frozenset({"operasional_poskesdes"})),
    (frozenset({"konsumsi_rapat", "penggandaan"}), frozenset({"rapat_desa"})),
    (frozenset({"penggandaan", "atk", "konsumsi_rapat"}), frozenset({"lokakarya_mini"})),
)
REMOTE_TYPES = frozenset({"penginapan", "uang_harian"})
COLD_CHAIN = frozenset({"pemeliharaan_cold_chain", "bbm_cold_chain"})
FORBIDDEN_TYPES = frozenset({
    "gaji", "honor", "pemeliharaan_gedung", "pemeliharaan_kendaraan", "listrik", "air",
    "tinta_toner", "obat", "vaksin", "alat_kesehatan", "setoran_kas_daerah", "pemindahan_rekening",
})  # fmt: skip
CAPITAL = frozenset({"belanja_modal", "pemeliharaan"})
"""Forbidden but for the cold chain."""
FORBIDDEN_ACTIVITIES = frozenset({
    "pengobatan", "rehabilitasi", "gawat_darurat", "rawat_inap", "pertolongan_persalinan",
})  # fmt: skip
OFFICE = (frozenset({"atk", "fotokopi"}), frozenset({"operasional_kantor"}))
TRAVEL = frozenset({"transpor_petugas", "bbm_transpor"})
PURCHASES = frozenset({"penggandaan", "bahan_kontak"})
MEALS = (
    frozenset({"konsumsi_rapat", "penggandaan"}),
    frozenset({"lokakarya_mini", "rapat_desa"}),
)
MEETINGS = frozenset({"lokakarya_mini", "rapat_desa", "desa_siaga_forum"})

# ---- bits, from the lowest; of a yes-or-no fact two: it is missing, it is true ----

REMOTE, IN_PLAN, OVER, IN_FORCE, VOUCHER, STAMP, TAXES = 0, 2, 4, 6, 8, 10, 12
PAPERS = 15
"""Missing, then one for each requirement below."""
BITS = 22
FIRST_DAY, LAST_DAY = "2010-04-22", "2010-12-31"
PROOF = frozenset({
    "kuitansi", "bukti_terima_transpor", "bukti_beli_bbm", "faktur", "bukti_pengeluaran_riil",
    "bukti_lain",
})  # fmt: skip
REQUIREMENTS: tuple[tuple[frozenset[str], ...], ...] = (
    (PROOF,),
    (
        frozenset({"kuitansi", "bukti_terima_transpor", "bukti_beli_bbm"}),
        frozenset({"surat_tugas"}),
    ),
    (
        *(frozenset({each}) for each in ("kuitansi", "rincian_biaya", "surat_tugas", "sppd")),
        frozenset({
            "pernyataan_riil", "bukti_pengeluaran_riil", "bukti_beli_bbm", "faktur", "bukti_lain",
        }),
        frozenset({"laporan_dinas"}),
    ),
    (frozenset({"kuitansi", "faktur", "bukti_lain"}),),
    (frozenset({"kuitansi"}),),
    tuple(frozenset({each}) for each in ("undangan", "daftar_hadir", "notulen")),
)  # fmt: skip
"""One of each set: of any expense, travel, remote travel, purchases, meals, meetings."""


def papers_bits(given: str | None) -> int:
    """The bits of the documents of a line, `a;b;c`."""
    if given is None:
        return 1
    papers = frozenset(given.split(";"))
    return sum(
        2 << place
        for place, asked in enumerate(REQUIREMENTS)
        if all(each & papers for each in asked)
    )


def _mask(place: int, width: int) -> int:
    return ((1 << width) - 1) << place


@dataclass(frozen=True, slots=True)
class Model:
    """Classes of terms by name, 0 being that of a missing one; masks by `type * size + activity`.

    A line's code is `place in masks << BITS | bits & mask`.
    """

    types: Mapping[str, int]
    activities: Mapping[str, int]
    size: int
    """How many classes of activities there are."""
    masks: tuple[int, ...]

    @property
    def masks_by_type(self) -> tuple[int, ...]:
        """For each class of types the bits that matter with some activity."""
        starts = range(0, len(self.masks), self.size)
        return tuple(_union(self.masks[start : start + self.size]) for start in starts)

    @property
    def masks_by_activity(self) -> tuple[int, ...]:
        """For each class of activities the bits that matter with some type."""
        return tuple(_union(self.masks[place :: self.size]) for place in range(self.size))


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


Above = Mapping[str, frozenset[str]]
"""For each term itself and what it lies below."""


def model_of(types: Above, activities: Above) -> Model:
    asked_types = (
        TYPES | REMOTE_TYPES | FORBIDDEN_TYPES | CAPITAL | OFFICE[0] | PURCHASES | MEALS[0]
    )
    asked_types |= frozenset(each for some, _ in TYPES_OF_ACTIVITIES for each in some)
    asked_activities = ACTIVITIES | POSYANDU | FORBIDDEN_ACTIVITIES | OFFICE[1] | MEETINGS
    by_type, of_type = _classes(types, asked_types)
    by_activity, of_activity = _classes(activities, asked_activities)
    masks = [
        _bits_that_matter(_Line(a, b, types, activities))
        for a in of_type
        for b in of_activity
    ]  # fmt: skip
    return Model(by_type, by_activity, len(of_activity), tuple(masks))


def _classes(above: Above, asked: frozenset[str]) -> tuple[dict[str, int], list[str | None]]:
    """The class of each term, and a term of each class; None where it is missing."""
    found: dict[tuple[Truth, ...], int] = {}
    classes: dict[str, int] = {}
    examples: list[str | None] = [None]
    for term in sorted(above):
        alike = tuple(_is_a(term, each, above) for each in sorted(asked))
        if alike not in found:
            found[alike] = len(examples)
            examples.append(term)
        classes[term] = found[alike]
    return classes, examples


def _is_a(given: str | None, term: str, above: Above) -> Truth:
    if given is None:
        return None
    if term in above[given]:
        return True
    return None if given in above[term] else False


@dataclass(frozen=True, slots=True)
class _Line:
    """An expense type and an activity: what is sure about them, and what is possible."""

    type: str | None
    activity: str | None
    types: Above
    activities: Above

    def of_type(self, terms: frozenset[str]) -> Truth:
        return _any(_is_a(self.type, each, self.types) for each in terms)

    def of_activity(self, terms: frozenset[str]) -> Truth:
        return _any(_is_a(self.activity, each, self.activities) for each in terms)

    def of_both(self, pair: tuple[frozenset[str], frozenset[str]]) -> Truth:
        return _all((self.of_type(pair[0]), self.of_activity(pair[1])))


def _any(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return True if True in found else None if None in found else False


def _all(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return False if False in found else None if None in found else True


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _bits_that_matter(line: _Line) -> int:
    forbidden = _any((
        line.of_type(FORBIDDEN_TYPES),
        line.of_activity(FORBIDDEN_ACTIVITIES),
        line.of_both(OFFICE),
        _all((line.of_type(CAPITAL), _not(line.of_type(COLD_CHAIN)))),
    ))  # fmt: skip
    if forbidden is not False:
        return 0
    both = [line.of_both(pair) for pair in TYPES_OF_ACTIVITIES]
    may_be_payable = _any((line.of_type(TYPES | REMOTE_TYPES), *both)) is not False
    listed = _any((line.of_activity(ACTIVITIES), *both))
    if not may_be_payable:
        return 0
    by_remote = line.of_type(REMOTE_TYPES | TRAVEL) is not False
    remote = _mask(REMOTE, 2) if by_remote else 0
    if listed is not True:
        return remote
    bits = remote | _mask(IN_PLAN, 2) | _mask(OVER, 2) | _mask(IN_FORCE, 2)
    bits |= _mask(PAPERS, 2)
    for place, asks in enumerate(
        (
            line.of_type(TRAVEL),
            line.of_type(TRAVEL | REMOTE_TYPES),
            line.of_type(PURCHASES),
            line.of_both(MEALS),
            line.of_activity(MEETINGS),
        )
    ):
        if asks is not False:
            bits |= 1 << (PAPERS + 2 + place)
    if line.of_type(PURCHASES) is not False:
        bits |= _mask(VOUCHER, 2) | _mask(STAMP, 2) | _mask(TAXES, 3)
    return bits
