"""The rules of two small editions side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bokrules.backends.decision import Facts
from bokrules.comparison.changes import RULE_KINDS, ChangeKind, Part, RuleChange
from bokrules.comparison.structural import RuleComparison, compare_rules
from bokrules.semantics.policy import Policy
from tests.helpers import EDITION, VOCABULARY, compiled
from tests.properties.drafts import by_de_morgan, doubly_negated
from tests.properties.drafts import compiled as compiled_draft
from tests.properties.generators import Generated, cases, generated

UNITS = """
satuan puskesmas "Puskesmas" kolom desa : bilangan, wilayah : jenis_wilayah dasar C
tabel bobot "Bobot" per jenis_wilayah desa 2 kota 1 pulau 3 dasar C
rumus bok "BOK" untuk_setiap puskesmas masukan pagu : rupiah
  hasil a = pagu * bobot[wilayah] * desa / jumlah(bobot[wilayah] * desa)
  bulatkan a ke Rp1 sisa_terbesar jumlah_tepat pagu seri kode dasar C
"""


NOTHING = 'skala s "S" "T" di atas 1% dasar A '
"""A text has to declare something; here it stands on both sides."""


def compared(before: str, after: str) -> RuleComparison:
    return compare_rules(compiled(NOTHING + before), compiled(NOTHING + after))


def only(before: str, after: str) -> RuleChange:
    (change,) = compared(before, after).changes
    return change


RULE = 'boleh a "A" untuk belanja gaji, honor bila terpencil dasar A.1'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (RULE, 'boleh a "A" dasar A.1 bila terpencil = ya untuk belanja honor, gaji'),
        (RULE, 'boleh a "A" bila (belanja = gaji atau belanja = honor) dan terpencil dasar A.1'),
        (
            'wajib a "A" bukti kuitansi atau faktur, surat_tugas harus terpencil dasar A',
            'wajib a "A" harus terpencil bukti surat_tugas, faktur atau kuitansi dasar A',
        ),
        (
            'wajib a "A" setor ppn = 10% * nilai, pph22 = nilai / 4 dasar A',
            'wajib a "A" setor pph22 = 0,25 * nilai, ppn = nilai / 10 dasar A',
        ),
        (f'{RULE} larang b "B" untuk belanja imbalan kecuali a dasar B',
         f'larang b "B" untuk belanja imbalan kecuali a dasar B {RULE}'),
        (
            UNITS,
            """
rumus bok "BOK" untuk_setiap puskesmas masukan pagu : rupiah
  berat = desa * bobot[wilayah]
  hasil bagian = berat / jumlah(berat) * pagu
  bulatkan bagian ke Rp1 sisa_terbesar jumlah_tepat pagu seri kode dasar C
tabel bobot "Bobot" per jenis_wilayah pulau 3 desa 2 kota 1 dasar C
satuan puskesmas "Puskesmas" kolom wilayah : jenis_wilayah, desa : bilangan dasar C
""",
        ),
    ],
)  # fmt: skip
def test_nothing_differs(before: str, after: str) -> None:
    found = compared(before, after)
    assert found.changes == ()
    assert found.is_empty


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        (RULE, RULE.replace("gaji, honor", "gaji"), ("belanja",)),
        (RULE, RULE.replace("terpencil", "dalam_rpk"), ("when",)),
        (RULE, RULE.replace("untuk", "untuk kegiatan gizi untuk"), ("kegiatan",)),
        (
            f'{RULE} tertutup kegiatan "L" dasar A boleh b "B" untuk kegiatan gizi dasar A',
            f'{RULE} memenuhi kegiatan tertutup kegiatan "L" dasar A '
            'boleh b "B" untuk kegiatan gizi dasar A',
            ("serves",),
        ),
        (
            'wajib a "A" bukti kuitansi dasar A',
            'wajib a "A" bukti kuitansi, faktur dasar A temuan 1.01.09',
            ("evidence", "finding"),
        ),
        (
            'wajib a "A" harus terpencil setor ppn = 10% * nilai dasar A',
            'wajib a "A" harus dalam_rpk setor ppn = 11% * nilai meterai Rp3.000 dasar A',
            ("must", "taxes", "stamp"),
        ),
        (
            'batas a "A" maksimal 2 kali per tahun dasar A',
            'batas a "A" maksimal 3 kali per satker per tahun dasar A',
            ("limit", "per"),
        ),
        (
            'kewajiban a "A" per satker per bulan dasar A',
            'kewajiban a "A" per satker per tahun dasar A',
            ("per",),
        ),
        (
            'target a "A" paling sedikit 90% pada 2015 dasar A',
            'target a "A" paling sedikit 95% pada 2015 dasar A',
            ("value",),
        ),
        (
            'skala a "A" "E" di atas 90% "C" paling banyak 90% dasar A',
            'skala a "A" "E" paling sedikit 90% "C" kurang dari 90% dasar A',
            ("bands",),
        ),
        (
            'celah a "A" menyentuh wajib dasar A',
            'celah a "A" menyentuh batas dasar A',
            ("touches",),
        ),
        (UNITS, UNITS.replace("kota 1", "kota 1,5"), ("entries",)),
        (UNITS, UNITS.replace("hasil a = pagu", "hasil a = 90% * pagu"), ("lines",)),
        (UNITS, UNITS.replace("ke Rp1 ", "ke Rp1.000 "), ("rounding",)),
        (UNITS, UNITS.replace("seri kode", "seri kode minimal Rp1"), ("bounds",)),
        (UNITS, UNITS.replace("masukan", "masukan b : rupiah masukan"), ("inputs",)),
        (UNITS, UNITS.replace("desa : bilangan,", "desa : bilangan, rw : bilangan,"), ("columns",)),
    ],
)  # fmt: skip
def test_what_of_a_rule_changed(before: str, after: str, parts: tuple[Part, ...]) -> None:
    change = only(before, after)
    assert (change.change, change.parts) == (ChangeKind.CHANGED, parts)


def test_an_exception_more() -> None:
    allowed = 'boleh a "A" untuk belanja gaji dasar A boleh b "B" untuk belanja honor dasar A'
    before = f'{allowed} larang c "C" untuk belanja imbalan kecuali a, b bila terpencil dasar B'
    after = f'{allowed} larang c "C" untuk belanja imbalan kecuali a, b dasar B'
    assert only(before, after).parts == ("when",)
    gap = f'{allowed} celah c "C" menyentuh larang untuk belanja imbalan kecuali a dasar B'
    assert only(gap, gap.replace("kecuali a", "kecuali a, b")).parts == ("exceptions",)


def test_added_and_removed() -> None:
    change = only("", RULE)
    assert (change.change, change.before, change.declared.name) == (ChangeKind.ADDED, None, "a")
    change = only(RULE, "")
    assert (change.change, change.after, change.declared.name) == (ChangeKind.REMOVED, None, "a")


def test_moved_in_the_decree() -> None:
    change = only(RULE, RULE.replace("dasar A.1", "dasar B.2"))
    assert change.change is ChangeKind.MOVED
    assert change.before is not None
    assert [each.clause for each in change.before.citations] == ["A.1"]
    assert [each.clause for each in change.declared.citations] == ["B.2"]


def test_the_order_of_clauses_is_no_move() -> None:
    text = 'boleh a "A" untuk belanja gaji dasar A.1, B.2'
    assert compared(text, text.replace("A.1, B.2", "B.2, A.1")).changes == ()


def test_renamed() -> None:
    change = only(RULE, RULE.replace("boleh a", "boleh z"))
    assert change.change is ChangeKind.RENAMED
    assert change.before is not None
    assert (change.before.name, change.declared.name) == ("a", "z")


def test_an_earlier_name_says_what_a_rule_was() -> None:
    after = 'boleh z "Z" untuk belanja gaji dahulu a dasar A.1'
    change = only(RULE, after)
    assert change.change is ChangeKind.CHANGED
    assert change.is_renamed
    assert change.parts == ("belanja", "when")
    back = only(after, RULE)
    assert (back.change, back.is_renamed) == (ChangeKind.CHANGED, True)


def test_an_exception_follows_its_permission_to_its_new_name() -> None:
    text = f'{RULE} larang b "B" untuk belanja imbalan kecuali a dasar B'
    after = text.replace("boleh a", "boleh z").replace("kecuali a", "kecuali z")
    change = only(text, after)
    assert (change.kind, change.change) == ("allow", ChangeKind.RENAMED)


def test_a_formula_follows_its_table_and_its_units() -> None:
    after = UNITS.replace("bobot", "berat").replace("puskesmas", "balai")
    found = [(each.kind, each.change) for each in compared(UNITS, after).changes]
    assert found == [("unit", ChangeKind.RENAMED), ("table", ChangeKind.RENAMED)]


def test_duties_that_only_their_label_tells_apart_are_not_one_duty_renamed() -> None:
    found = compared(
        'kewajiban laporan "Laporan" per satker per bulan dasar A',
        'kewajiban saldo "Saldo nihil" per satker per bulan dasar A',
    )
    assert [each.change for each in found.changes] == [ChangeKind.ADDED, ChangeKind.REMOVED]
    change = only(
        'kewajiban laporan "Laporan" per satker per bulan dasar A',
        'kewajiban lapor "Laporan" per satker per bulan dasar A',
    )
    assert change.change is ChangeKind.RENAMED


def test_another_label_or_note_is_no_change_of_the_rule() -> None:
    found = compared(RULE, RULE.replace('"A"', '"Lain" en "Other"'))
    assert [each.change for each in found.changes] == [ChangeKind.REWORDED]
    assert found.is_empty
    assert found.of_rules == ()
    found = compared(RULE, RULE.replace("dasar", 'tafsir "Dibaca begitu" dasar'))
    assert [each.change for each in found.changes] == [ChangeKind.REWORDED]


def test_closed_lists_of_one_dimension() -> None:
    entry = 'boleh a "A" untuk belanja gaji dasar A '
    lists = [
        f'tertutup belanja "L" untuk dana bok_{each} dasar A ' for each in ("puskesmas", "provinsi")
    ]
    change = only(entry + lists[0], entry + lists[1] + lists[0])
    assert (change.kind, change.change) == ("close", ChangeKind.ADDED)
    assert compared(entry + lists[0] + lists[1], entry + lists[1] + lists[0]).changes == ()


def test_a_closed_list_for_other_funds_is_another_list() -> None:
    entry = 'boleh a "A" untuk belanja gaji dasar A '
    one, other, all_funds = (
        f'{entry}tertutup belanja "L" {funds}dasar A'
        for funds in ("untuk dana bok_puskesmas ", "untuk dana bok_provinsi ", "")
    )
    found = compared(one, other).changes
    assert [each.change for each in found] == [ChangeKind.ADDED, ChangeKind.REMOVED]
    change = only(all_funds, one)
    assert (change.change, change.parts) == (ChangeKind.CHANGED, ("dana",))
    # Which of the two it became cannot be told.
    both = f'{one} tertutup belanja "M" untuk dana bok_provinsi dasar A'
    assert [each.change.value for each in compared(all_funds, both).changes] == [
        "added",
        "added",
        "removed",
    ]


def test_what_the_other_edition_says_on_the_matter() -> None:
    lists = 'tertutup belanja "L" dasar A tertutup kegiatan "K" dasar A '
    entry = 'boleh upaya "U" untuk kegiatan promotif dasar A '
    entry += 'boleh b "B" untuk belanja konsumsi dasar A '
    before = lists + entry + 'larang honor "H" untuk belanja honor dasar B.1 '
    after = lists + entry + 'larang gaji_honor "G" untuk belanja imbalan dasar C.1 '
    after += 'larang modal "M" untuk belanja belanja_modal dasar C.2'
    found = {each.declared.name: each for each in compared(before, after).changes}
    assert [each.name for each in found["honor"].related] == ["gaji_honor"]
    assert [each.name for each in found["gaji_honor"].related] == ["honor"]
    # 2010 does not speak of it: its closed list decides.
    assert [each.name for each in found["modal"].related] == ["belanja"]


GAP = ' celah lain "Tidak terlihat" menyentuh larang dasar C'
PARTIAL = replace(EDITION, partial=True)


def test_what_only_a_gap_takes_away_is_not_comparable() -> None:
    text = (
        'larang honor "H" untuk belanja honor dasar B.1 boleh a "A" untuk belanja konsumsi dasar A'
    )
    allowed = 'boleh a "A" untuk belanja konsumsi dasar A'
    before, after = compiled(text), compiled(allowed + GAP, edition=PARTIAL)
    for one, other in ((before, after), (after, before)):
        change = next(
            each for each in compare_rules(one, other).changes if each.declared.name == "honor"
        )
        assert change.change is ChangeKind.NOT_COMPARABLE
        assert [each.name for each in change.hidden_by] == ["lain"]
    # A complete text names in its gaps what it leaves open; the rest it has said.
    complete = compiled(allowed + GAP)
    changes = compare_rules(before, complete).changes
    assert ChangeKind.NOT_COMPARABLE not in [each.change for each in changes]


def test_a_gap_about_other_expenses_hides_nothing() -> None:
    text = 'larang honor "H" untuk belanja honor dasar B.1'
    gap = 'celah lain "L" menyentuh larang untuk belanja {} dasar C'
    for about, expected in (
        ("konsumsi", ChangeKind.REMOVED),
        ("imbalan", ChangeKind.NOT_COMPARABLE),
    ):
        changes = compare_rules(compiled(text), compiled(gap.format(about))).changes
        assert next(each for each in changes if each.before).change is expected


def test_what_is_for_other_funds_is_another_matter() -> None:
    entry = 'boleh a "A" untuk kegiatan gizi untuk dana bok_{} dasar A '
    lists = 'tertutup kegiatan "L" untuk dana bok_{} dasar A '
    gap = 'celah menu "M" menyentuh boleh untuk dana bok_{} dasar C '
    text = (entry + lists).format("provinsi", "provinsi")
    before = compiled(text + gap.format("puskesmas"))
    for fund, expected in (
        ("puskesmas", ChangeKind.NOT_COMPARABLE),
        ("provinsi", ChangeKind.ADDED),
    ):
        more = entry.replace("boleh a", "boleh b").replace("gizi", "imunisasi").format(fund)
        added = next(
            each
            for each in compare_rules(before, compiled(text + more)).changes
            if each.declared.name == "b"
        )
        assert added.change is expected
        found = [each.name for each in (*added.related, *added.hidden_by)]
        assert found == (["menu"] if fund == "puskesmas" else ["kegiatan"])


def test_words_of_the_vocabulary() -> None:
    after = VOCABULARY.replace('belanja gaji "Gaji" termasuk imbalan', 'belanja gaji "Gaji"')
    after = after.replace('belanja penginapan "Penginapan"', 'belanja hotel "Hotel"')
    after = after.replace('dokumen faktur "Faktur"', 'dokumen faktur "Nota"')
    after = after.replace(
        "fakta volume alias quantity : bilangan", "fakta volume alias quantity : kali"
    )
    after = after.replace(' pulau "Pulau"', "")
    found = compare_rules(compiled(NOTHING), compiled(NOTHING, vocabulary=after))
    assert [(e.kind, e.name, e.change.value, e.before, e.after) for e in found.words] == [
        ("belanja", "gaji", "moved", ("imbalan",), ()),
        ("belanja", "hotel", "added", (), ()),
        ("belanja", "penginapan", "removed", (), ()),
        ("dokumen", "faktur", "reworded", (), ()),
        ("pilihan", "jenis_wilayah", "changed", ("desa", "kota", "pulau"), ("desa", "kota")),
        ("fakta", "volume", "changed", ("quantity", "number"), ("quantity", "count", "kali")),
    ]
    assert not found.is_empty


# ---- properties ----


def told(found: RuleComparison) -> set[tuple[object, ...]]:
    return {
        (
            each.kind,
            each.change,
            each.before and each.before.name,
            each.after and each.after.name,
            each.parts,
        )
        for each in found.changes
    }


_OTHER_WAY = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}


def mirrored(changes: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    return {
        (kind, _OTHER_WAY.get(change, change), after, before, parts)  # type: ignore[call-overload]
        for kind, change, before, after, parts in changes
    }


@settings(max_examples=40)
@given(generated(), generated())
def test_a_comparison_is_the_mirror_of_the_other_way_round(
    one: Generated, other: Generated
) -> None:
    there = compare_rules(one.policy, other.policy)
    back = compare_rules(other.policy, one.policy)
    assert told(back) == mirrored(told(there))
    assert back.unchanged == there.unchanged


@settings(max_examples=40)
@given(generated())
def test_a_policy_and_itself(one: Generated) -> None:
    found = compare_rules(one.policy, one.policy)
    assert found.changes == ()
    assert found.words == ()


@settings(max_examples=40)
@given(cases())
def test_a_policy_said_in_other_words(case: tuple[Generated, list[Facts]]) -> None:
    before = case[0]
    for rewrite in (doubly_negated, by_de_morgan):
        draft = before.draft.with_conditions(rewrite)
        after = compiled_draft(
            replace(draft, rules=tuple(reversed(draft.rules)), closed=tuple(reversed(draft.closed)))
        )
        assert compare_rules(before.policy, after).changes == ()


@settings(max_examples=40)
@given(generated())
def test_rules_under_other_names(one: Generated) -> None:
    """Each is told as renamed, or is matched with one that says the same: none as changed."""
    names = {each.name: f"baru_{each.name}" for each in one.draft.rules}
    after = compiled_draft(
        replace(
            one.draft,
            rules=tuple(
                replace(
                    each,
                    name=names[each.name],
                    exceptions=tuple(names[old] for old in each.exceptions),
                )
                for each in one.draft.rules
            ),
        )
    )
    found = compare_rules(one.policy, after)
    assert {each.change for each in found.changes} <= {ChangeKind.RENAMED}


def test_every_kind_of_declaration_has_a_word() -> None:
    from bokrules.reports.policy_text import KINDS

    assert {kind: word for kind, (word, _) in KINDS.items()} == RULE_KINDS


def test_shipped_editions_differ_from_themselves_in_nothing(shipped: Policy) -> None:
    found = compare_rules(shipped, shipped)
    assert found.changes == ()
