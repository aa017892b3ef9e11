"""Policy files drawn by hypothesis: all of the grammar, well formed, mostly without meaning."""

from __future__ import annotations

from hypothesis import strategies as st

from bokrules.syntax.keywords import languages_of

Text = st.SearchStrategy[str]

KNOWN = (
    *("gaji", "imbalan", "cold_chain", "imunisasi", "bok", "kuitansi", "ppn", "desa"),
    *("terpencil", "nilai", "nilai_kuitansi", "volume", "jumlah_orang", "wilayah", "uraian"),
    *("jenis_wilayah", "rupiah", "ya_tidak", "a", "b"),
)
"""Words of the tests' vocabulary, so that some of what is drawn has a meaning."""

names: Text = st.one_of(
    st.sampled_from(KNOWN),
    st.from_regex(r"[a-z_][a-z0-9_]{0,6}", fullmatch=True).filter(
        lambda word: word not in languages_of()
    ),
)
strings: Text = st.text(st.characters(exclude_characters='"\n', codec="utf-8"), max_size=8).map(
    lambda text: f'"{text}"'
)
refs: Text = st.one_of(names, st.sampled_from(["III.B.3.h", "II.A.*", "5.1.02.*", "7"]))
money: Text = st.sampled_from(["Rp500", "Rp 1.000", "Rp1.000.000"])
counts: Text = st.sampled_from(["1 orang", "2 kali", "3 hari"])
numbers: Text = st.sampled_from(["1", "1,25", "65%", "1,5%"])
literals: Text = st.one_of(money, counts, numbers, st.sampled_from(["2010-04-22", "ya", "tidak"]))
dimensions: Text = st.sampled_from(["belanja", "kegiatan", "dana"])
fields: Text = st.one_of(names, dimensions, st.sampled_from(["bukti", "pajak", "meterai"]))
comparisons: Text = st.sampled_from(
    ["di atas", "lebih dari", "paling sedikit", "kurang dari", "paling banyak", "=", ">", "<="]
)


def listed(each: Text, separator: str = ", ", most: int = 3) -> Text:
    return st.lists(each, min_size=1, max_size=most).map(separator.join)


def phrase(*parts: Text | str) -> Text:
    """The parts with a blank or a line break between them."""
    drawn = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(st.sampled_from([" ", "\n  ", " # c\n"]), *drawn).map(
        lambda found: found[0].join(part for part in found[1:] if part)
    )


def optional(each: Text) -> Text:
    return st.one_of(st.just(""), each)


def several(each: Text) -> Text:
    return st.lists(each, max_size=3).map(" ".join)


def _larger(smaller: Text) -> Text:
    return st.one_of(
        phrase("(", smaller, ")"),
        phrase("bukan", smaller).map(lambda text: f"({text})"),
        listed(smaller, " dan ").map(lambda text: f"({text})"),
        listed(smaller, " atau ").map(lambda text: f"({text})"),
        st.tuples(smaller, st.sampled_from(["+", "/", "-", "*"]), smaller).map(" ".join),
    )


expressions: Text = st.one_of(
    st.recursive(st.one_of(literals, fields), _larger, max_leaves=6),
    phrase(fields, comparisons, literals),
    phrase(fields, comparisons, money, st.sampled_from(["s/d", "sampai"]), "kurang dari", money),
    listed(phrase(fields, comparisons, literals), " dan bukan ").map(lambda each: f"bukan {each}"),
    listed(phrase(fields, "=", names), " atau "),
)

labels: Text = st.one_of(strings, phrase(strings, "en", strings))
applies = phrase("untuk", dimensions, listed(names))
whens = phrase("bila", expressions)
cites = phrase("dasar", listed(refs))
notes = phrase("tafsir", strings)
fulfils = phrase("memenuhi", listed(dimensions))
findings = phrase("temuan", refs)
rule_clauses: Text = st.one_of(
    applies,
    whens,
    cites,
    notes,
    fulfils,
    findings,
    phrase("kecuali", listed(names)),
    phrase("harus", expressions),
    phrase("bukti", listed(listed(names, " atau "))),
    phrase("setor", listed(phrase(names, "=", expressions))),
    phrase("meterai", expressions),
)
term_clauses: Text = st.one_of(
    phrase("termasuk", listed(names)),
    phrase("sebutan", listed(strings)),
    phrase("rekening", listed(refs)),
)
types: Text = st.one_of(
    names, dimensions, st.sampled_from(["daftar dokumen", "rupiah per pajak", "orang", "hari"])
)
values: Text = st.one_of(
    literals,
    names,
    strings,
    st.lists(st.one_of(names, phrase(names, money)), max_size=3).map(
        lambda items: f"({', '.join(items)})"
    ),
)
outcomes: Text = st.sampled_from(
    ["dilarang", "tidak tercantum", "perlu data", "diizinkan bersyarat", "diizinkan"]
)

declarations: Text = st.one_of(
    phrase(
        st.sampled_from(["belanja", "kegiatan", "dana", "dokumen", "pajak"]),
        names,
        labels,
        several(term_clauses),
    ),
    phrase("pilihan", names, labels, listed(phrase(names, labels), " ")),
    phrase(
        "fakta",
        fields,
        optional(phrase("alias", st.one_of(fields, st.just("orang")))),
        ":",
        types,
        labels,
        optional(phrase("bawaan", fields)),
    ),
    phrase("tertutup", dimensions, labels, several(st.one_of(applies, cites, notes))),
    phrase(st.sampled_from(["boleh", "larang", "wajib"]), names, labels, several(rule_clauses)),
    phrase(
        "celah",
        names,
        labels,
        "menyentuh",
        st.sampled_from(["boleh", "larang", "wajib", "kewajiban"]),
        several(st.one_of(applies, whens, fulfils, cites, notes)),
    ),
    phrase(
        "kewajiban",
        names,
        labels,
        several(
            st.one_of(phrase("per", st.one_of(names, st.just("hari"))), cites, notes, findings)
        ),
    ),
    phrase("sasaran", names, labels, several(st.one_of(cites, notes))),
    phrase(
        "target",
        names,
        labels,
        comparisons,
        literals,
        optional(st.just("pada 2015")),
        several(st.one_of(cites, notes)),
    ),
    phrase(
        "contoh",
        strings,
        "diberi",
        listed(phrase(fields, "=", values)),
        "maka",
        outcomes,
        optional(phrase("karena", listed(fields))),
        optional(phrase("perlu", listed(fields))),
        optional(phrase("mungkin", listed(outcomes))),
        optional(phrase("dipertanyakan", money)),
        several(st.one_of(cites, notes)),
    ),
)
files: Text = st.lists(declarations, min_size=1, max_size=5).map("\n".join)
