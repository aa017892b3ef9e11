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
counts: Text = st.sampled_from(["1 orang", "2 kali", "3 hari", "20 jam"])
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
formerly = phrase("dahulu", listed(names))
pers = phrase("per", st.one_of(names, st.sampled_from(["hari", "kali", "dana", "rekening"])))
measures: Text = st.one_of(counts, money, phrase(st.just("60%"), "dari", names))
bounds = phrase(st.sampled_from(["maksimal", "minimal"]), measures)
rule_clauses: Text = st.one_of(
    applies,
    whens,
    cites,
    notes,
    fulfils,
    findings,
    formerly,
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
    formerly,
)
types: Text = st.one_of(
    names,
    dimensions,
    st.sampled_from(["daftar dokumen", "rupiah per pajak", "orang", "hari", "jam"]),
)
values: Text = st.one_of(
    literals,
    names,
    strings,
    st.lists(st.one_of(names, phrase(names, money)), max_size=3).map(
        lambda items: f"({', '.join(items)})"
    ),
)
plain_clauses: Text = st.one_of(cites, notes, formerly)
columns = phrase(names, ":", st.one_of(names, st.sampled_from(["orang", "jam"])))
formulas: Text = st.recursive(
    st.one_of(
        names,
        literals,
        phrase(names, "[", names, "]"),
        phrase(st.sampled_from(["jumlah", "cacah", "hitung"]), "(", names, ")"),
    ),
    lambda smaller: st.one_of(
        phrase("jumlah (", smaller, ")"),
        st.tuples(smaller, st.sampled_from(["+", "/", "-", "*"]), smaller).map(" ".join),
    ),
    max_leaves=4,
)
bands: Text = phrase(
    labels,
    st.sampled_from(
        [
            *("di atas 100%", "di atas 90% s/d 100%", "80% sampai kurang dari 90%"),
            *("kurang dari 60%", "= 1,5", "paling sedikit Rp500"),
        ]
    ),
)
outcomes: Text = st.sampled_from(
    ["dilarang", "tidak tercantum", "perlu data", "diizinkan bersyarat", "diizinkan"]
)

ordinary: Text = st.one_of(
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
        st.sampled_from(
            ["boleh", "larang", "wajib", "batas", "kewajiban", "rumus", "sasaran", "target"]
        ),
        several(
            st.one_of(
                applies, whens, fulfils, phrase("kecuali", listed(names)), cites, notes, formerly
            )
        ),
    ),
    phrase(
        "batas",
        names,
        labels,
        several(st.one_of(applies, whens, bounds, pers, cites, notes, findings, formerly)),
    ),
    phrase(
        "kewajiban",
        names,
        labels,
        several(st.one_of(applies, whens, pers, cites, notes, findings, formerly)),
    ),
    phrase("sasaran", names, labels, several(st.one_of(applies, cites, notes, formerly))),
    phrase(
        "target",
        names,
        labels,
        optional(phrase(st.one_of(comparisons, st.just("maksimal"), st.just("minimal")), literals)),
        optional(st.just("pada 2015")),
        several(plain_clauses),
    ),
    phrase("skala", names, labels, listed(bands, " "), several(plain_clauses)),
    phrase("satuan", names, labels, "kolom", listed(columns), several(plain_clauses)),
    phrase(
        "tabel",
        names,
        labels,
        "per",
        names,
        listed(phrase(names, literals), " "),
        several(plain_clauses),
    ),
    phrase(
        "rumus",
        names,
        labels,
        "untuk_setiap",
        names,
        several(
            st.one_of(
                phrase("masukan", columns),
                phrase(optional(st.just("hasil")), names, "=", formulas),
                phrase(
                    "bulatkan",
                    names,
                    "ke",
                    money,
                    "sisa_terbesar",
                    optional(phrase("jumlah_tepat", formulas)),
                    optional(phrase("seri", names)),
                    optional(st.sampled_from(["sisa_ke_terbesar", "sisa_tidak_dibagi"])),
                ),
                phrase(st.sampled_from(["maksimal", "minimal"]), formulas),
                plain_clauses,
            )
        ),
    ),
)
repealed: Text = st.one_of(
    phrase(
        st.sampled_from(
            [
                *("boleh", "larang", "wajib", "batas", "kewajiban", "rumus", "celah"),
                *("sasaran", "target", "skala", "satuan", "tabel"),
            ]
        ),
        names,
    ),
    phrase("tertutup", dimensions, optional(applies)),
)
declarations: Text = st.one_of(
    ordinary,
    phrase(st.sampled_from(["tambah", "ganti"]), ordinary),
    phrase("cabut", repealed, several(st.one_of(cites, notes))),
    phrase(
        "mengubah",
        st.one_of(names, st.sampled_from(["2020", "2020-03-27"])),
        labels,
        several(st.one_of(cites, notes)),
    ),
    phrase(
        "klaim",
        strings,
        "bila",
        expressions,
        "maka",
        st.sampled_from(["selalu", "tidak pernah"]),
        listed(outcomes, " atau "),
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
        optional(phrase("dipertanyakan", money)),
        several(st.one_of(cites, notes)),
    ),
)
files: Text = st.lists(declarations, min_size=1, max_size=5).map("\n".join)
