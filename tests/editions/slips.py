"""Slips of the pen, planted one at a time in the texts of an edition.

Each function is a kind of slip: of the files of an edition it makes copies with one slip each, and
says which code must find it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bokrules.semantics.policy import Permission, Policy

OUTLINE = "outline.yaml"
OPPOSITES = {"boleh": "larang", "larang": "boleh"}
NEVER = "nilai di atas Rp9 dan nilai di bawah Rp9"
_DECLARATION = re.compile(
    r"^(?P<word>tertutup|boleh|larang|wajib|batas|kewajiban|sasaran|target|skala|tabel|satuan|rumus)"
    r" (?P<name>\w+) (?P<label>\"[^\"]*\")(?P<rest>[^\n]*\n(?:  [^\n]*\n)*)",
    re.MULTILINE,
)
_CLAUSE = r"^  {} [^\n]*\n(?:    [^\n]*\n)*"


@dataclass(frozen=True, slots=True)
class Slip:
    """A file with one slip, and the code that must be found."""

    file: str
    text: str
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The texts of an edition's own files by name, and what they mean."""

    texts: Mapping[str, str]
    policy: Policy

    def policies(self) -> Iterator[tuple[str, str]]:
        """The policy files; examples are no rules."""
        for name, text in self.texts.items():
            if name.endswith(".bok") and name not in ("examples.bok", "boundary.bok"):
                yield name, text

    def declarations(self, *words: str) -> Iterator[tuple[str, re.Match[str]]]:
        for name, text in self.policies():
            for found in _DECLARATION.finditer(text):
                if not words or found["word"] in words:
                    yield name, found

    def changed(self, file: str, place: re.Match[str], new: str, code: str, what: str) -> Slip:
        text = self.texts[file]
        changed = text[: place.start()] + new + text[place.end() :]
        assert changed != text, what
        return Slip(file, changed, code, what)

    def added(self, declaration: str, code: str) -> Slip:
        """At the end of the first policy file."""
        name, text = next(iter(self.policies()))
        return Slip(name, f"{text}\n{declaration}\n", code, f"added: {declaration[:60]}")


Kind = Callable[[Copy], Iterable[Slip]]


def _clause(found: re.Match[str], word: str) -> re.Match[str] | None:
    return re.search(_CLAUSE.format(word), found["rest"], re.MULTILINE)


def _without(declaration: str, *words: str) -> str:
    for word in words:
        declaration = re.sub(_CLAUSE.format(word), "", declaration, flags=re.MULTILINE)
    return declaration


def _renamed(found: re.Match[str], name: str) -> str:
    return found[0].replace(f"{found['word']} {found['name']} ", f"{found['word']} {name} ", 1)


def _excepted(copy: Copy, name: str) -> bool:
    """From a prohibition that is known; a gap in prohibitions forbids nothing yet."""
    return any(name in each.exceptions for each in copy.policy.prohibitions)


# ---- citations and clauses ----


def citation_left_out(copy: Copy) -> Iterator[Slip]:
    for file, found in copy.declarations():
        if found["word"] != "satuan" and _clause(found, "dasar"):
            yield copy.changed(file, found, _without(found[0], "dasar"), "BOK401", found["name"])


def clause_misspelt(copy: Copy) -> Iterator[Slip]:
    """One letter or digit of a clause is another one."""
    for file, found in copy.declarations():
        cited = _clause(found, "dasar")
        if cited is None:
            continue
        for clause in re.findall(r"[\w.]*\w", cited[0].replace("dasar", "", 1)):
            for wrong in (clause[:-1] + "9", clause[:-1] + "z", clause + "0"):
                if wrong not in copy.policy.outline:
                    new = re.sub(
                        rf"(?<![\w.]){re.escape(clause)}(?!\w|\.\w)", wrong, cited[0], count=1
                    )
                    declaration = found[0].replace(cited[0], new)
                    yield copy.changed(file, found, declaration, "BOK402", f"{clause} → {wrong}")
                    break


def reason_left_out(copy: Copy) -> Iterator[Slip]:
    parents = {each.rpartition(".")[0] for each in copy.policy.outline}
    cited = [c for each in copy.policy.declared for c in each.citations]
    pattern = r"^([\w.]+): [^\n]*?(?P<reason>, reason: \w+)"
    for found in re.finditer(pattern, copy.texts[OUTLINE], re.MULTILINE):
        if found[1] not in parents and not any(each.covers(found[1]) for each in cited):
            new = found[0].removesuffix(found["reason"])
            yield copy.changed(OUTLINE, found, new, "BOK403", found[1])


def clause_forgotten(copy: Copy) -> Iterator[Slip]:
    more = '{heading: "Ketentuan lain", page: 1, quoted: "salinan"}'
    yield Slip(OUTLINE, f"{copy.texts[OUTLINE]}\nZ: {more}\n", "BOK403", "a clause more")


# ---- labels, numbers ----

_NEAR = {
    "di atas": "paling sedikit",
    "paling sedikit": "di atas",
    "di bawah": "paling banyak",
    "kurang dari": "paling banyak",
    "paling banyak": "di bawah",
    "maksimal": "minimal",
    "minimal": "maksimal",
}
_COMPARED = re.compile(
    rf"(?P<word>{'|'.join(_NEAR)}) (?P<number>Rp[\d.]*\d|[\d,]*\d%|\d+ (?:orang|kali|hari))"
)


_NUMBER = re.compile(
    r"(?<![\w.,])(Rp[\d.]*\d|[\d,]*\d(?=%| (?:orang|kali|hari)))(%| (?:orang|kali|hari))?"
)


def operator_mistaken(copy: Copy) -> Iterator[Slip]:
    """The label says what the decree says, the rule a neighbour of it."""
    for file, found in copy.declarations("boleh", "wajib", "batas", "target"):
        body = _without(found["rest"], "tafsir")
        for each in _COMPARED.finditer(body):
            said = f"{each['word']} {each['number']}"
            label = found["label"]
            if said not in label:
                label = f'{label[:-1]}, {said}"'
            rest = found["rest"].replace(said, f"{_NEAR[each['word']]} {each['number']}", 1)
            new = f"{found['word']} {found['name']} {label}{rest}"
            yield copy.changed(file, found, new, "BOK701", f"{found['name']}: {said}")


def digit_too_many(copy: Copy) -> Iterator[Slip]:
    for file, found in copy.declarations("boleh", "larang", "wajib", "batas", "target"):
        head, _, rest = found["rest"].partition("\n")
        body = _without(rest, "tafsir", "dasar", "temuan")
        for number, unit in _NUMBER.findall(body):
            written = number + unit
            if written in found["label"] and body.count(written) == 1:
                wrong = f"{number}.000" if number.startswith("Rp") else f"1{number}{unit}"
                wrong_rest = rest.replace(written, wrong, 1)
                new = f"{found['word']} {found['name']} {found['label']}{head}\n{wrong_rest}"
                yield copy.changed(file, found, new, "BOK701", f"{found['name']}: {wrong}")


def band_overlaps(copy: Copy) -> Iterator[Slip]:
    yield copy.added(
        'skala uji "Kriteria"\n  "Baik" paling sedikit 80%\n  "Cukup" 60% s/d 80%'
        f"\n  dasar {next(iter(copy.policy.outline))}",
        "BOK220",
    )


# ---- rules ----


def rule_never_applies(copy: Copy) -> Iterator[Slip]:
    """Where the rule is an exception, or has one, that is said first."""
    for file, found in copy.declarations("boleh", "larang", "wajib", "batas"):
        if not _clause(found, "bila"):
            named = any(found["name"] in each.exceptions for each in copy.policy.gaps)
            idle = named or _excepted(copy, found["name"]) or _clause(found, "kecuali")
            code = "BOK210" if idle else "BOK703"
            yield copy.changed(file, found, f"{found[0]}  bila {NEVER}\n", code, found["name"])


def fund_not_governed(copy: Copy) -> Iterator[Slip]:
    funds = copy.policy.vocabulary.taxonomies["dana"]
    governed = {each for fund in copy.policy.edition.funds for each in funds.below_or_same(fund)}
    others = sorted(set(funds.terms) - governed - {"bok"})
    for file, found in copy.declarations("boleh", "larang", "wajib", "batas"):
        limited = _clause(found, "untuk dana")
        if others and not _excepted(copy, found["name"]):
            new = f"{_without(found[0], 'untuk dana')}  untuk dana {others[0]}\n"
            yield copy.changed(file, found, new, "BOK703", f"{found['name']} {limited}")


def rule_copied(copy: Copy) -> Iterator[Slip]:
    for file, found in copy.declarations("boleh", "larang", "wajib", "batas"):
        new = found[0] + _renamed(found, f"salinan_{found['name']}")
        yield copy.changed(file, found, new, "BOK704", found["name"])


def rule_contradicted(copy: Copy) -> Iterator[Slip]:
    """What one rule allows another forbids, or the other way round."""
    for file, found in copy.declarations("boleh", "larang"):
        if _clause(found, "untuk"):
            twin = _without(found[0], "kecuali", "memenuhi", "temuan").replace(
                f"{found['word']} {found['name']} ",
                f"{OPPOSITES[found['word']]} lawan_{found['name']} ",
                1,
            )
            yield copy.changed(file, found, found[0] + twin, "BOK211", found["name"])


def effect_mistaken(copy: Copy) -> Iterator[Slip]:
    """`boleh` for `larang`: found where the rule has a finding, which only prohibitions have."""
    for file, found in copy.declarations("larang"):
        if _clause(found, "temuan"):
            new = found[0].replace("larang", "boleh", 1)
            yield copy.changed(file, found, new, "BOK206", found["name"])


def exception_never_applies(copy: Copy) -> Iterator[Slip]:
    """A permission for something else is named as the exception."""
    permissions: dict[frozenset[str], list[Permission]] = {}
    for each in copy.policy.permissions:
        permissions.setdefault(each.dimensions, []).append(each)
    for prohibition in copy.policy.prohibitions:
        others = permissions.get(prohibition.dimensions, [])
        names = [each.name for each in others if each.name not in prohibition.exceptions]
        for file, found in copy.declarations("larang"):
            if found["name"] == prohibition.name and names and not prohibition.exceptions:
                new = f"{found[0]}  kecuali {names[0]}\n"
                yield copy.changed(file, found, new, "BOK210", f"{prohibition.name}: {names[0]}")


# ---- names ----


def misspelt(name: str) -> str:
    """Two letters of the longest word swapped, or the last one doubled."""
    longest = max(name.split("_"), key=len)
    middle = len(longest) // 2
    swapped = longest[: middle - 1] + longest[middle] + longest[middle - 1] + longest[middle + 1 :]
    wrong = swapped if swapped != longest else longest + longest[-1]
    return name.replace(longest, wrong, 1)


def term_misspelt(copy: Copy) -> Iterator[Slip]:
    """Where it is used."""
    for file, found in copy.declarations("boleh", "larang", "wajib", "batas"):
        for dimension in ("belanja", "kegiatan", "dana"):
            used = _clause(found, f"untuk {dimension}")
            if used:
                first = re.findall(r"\w+", used[0])[2]
                new = used[0].replace(first, misspelt(first), 1)
                declaration = found[0].replace(used[0], new)
                yield copy.changed(file, found, declaration, "BOK201", misspelt(first))


def term_declared_again(copy: Copy) -> Iterator[Slip]:
    """Under a name that differs by a slip."""
    vocabulary = copy.policy.vocabulary
    kinds = {each: taxonomy.terms for each, taxonomy in vocabulary.taxonomies.items()}
    for kind, terms in (*kinds.items(), ("dokumen", vocabulary.documents)):
        for name in terms:
            if max(map(len, name.split("_"))) > 5:
                yield copy.added(f'{kind} {misspelt(name)} "Yang lain"', "BOK707")


def rule_named_alike(copy: Copy) -> Iterator[Slip]:
    for file, found in copy.declarations("boleh", "larang", "wajib", "batas"):
        alone = max(map(len, found["name"].split("_"))) > 5
        if alone and not _excepted(copy, found["name"]):
            new = found[0] + _renamed(found, misspelt(found["name"]))
            yield copy.changed(file, found, new, "BOK707", misspelt(found["name"]))


# ---- what nothing uses ----


def fact_not_read(copy: Copy) -> Iterator[Slip]:
    for type_ in ("ya_tidak", "rupiah", "teks", "tanggal"):
        yield copy.added(f'fakta keterangan_uji alias trial : {type_} "Keterangan"', "BOK702")


def expense_type_not_mentioned(copy: Copy) -> Iterator[Slip]:
    yield copy.added('belanja barang_uji "Barang uji"', "BOK706")


def input_not_used(copy: Copy) -> Iterator[Slip]:
    for file, found in copy.declarations("rumus"):
        inputs = re.search(r"^  untuk_setiap \w+\n", found["rest"], re.MULTILINE)
        assert inputs, found["name"]
        new = found[0].replace(inputs[0], f"{inputs[0]}  masukan angka_uji : rupiah\n", 1)
        yield copy.changed(file, found, new, "BOK705", found["name"])
    yield copy.added('satuan wilayah_uji "Wilayah" kolom banyak : bilangan', "BOK705")


KINDS: tuple[Kind, ...] = (
    citation_left_out,
    clause_misspelt,
    reason_left_out,
    clause_forgotten,
    operator_mistaken,
    digit_too_many,
    band_overlaps,
    rule_never_applies,
    fund_not_governed,
    rule_copied,
    rule_contradicted,
    effect_mistaken,
    exception_never_applies,
    term_misspelt,
    term_declared_again,
    rule_named_alike,
    fact_not_read,
    expense_type_not_mentioned,
    input_not_used,
)
