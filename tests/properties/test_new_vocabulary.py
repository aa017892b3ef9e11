"""A new entry of the vocabulary changes no verdict on old values."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from bokrules.base import codes
from tests.properties.changes import view
from tests.properties.drafts import compile_files
from tests.properties.generators import Generated, cases

NEW = (
    'dokumen baru_dokumen "D"',
    'pajak baru_pajak "P"',
    'pilihan baru_pilihan "P" satu "S" dua "D"',
    'fakta baru_angka alias aaa : rupiah "F" bawaan nilai',
    'fakta baru_ya alias zzz : ya_tidak "F"',
    'fakta baru_jenis alias kind : baru_pilihan "F"',
    'fakta baru_belanja alias other_type : belanja "F" bawaan belanja',
)


@settings(max_examples=30)
@given(cases(least=8), st.data())
def test_new_entries(case: tuple[Generated, list[Facts]], data: st.DataObject) -> None:
    before, expenses = case
    new = list(NEW)
    for dimension, taxonomy in before.policy.vocabulary.taxonomies.items():
        parents = data.draw(
            st.lists(st.sampled_from(list(taxonomy.terms)), max_size=2, unique=True)
        )
        within = f" termasuk {', '.join(parents)}" if parents else ""
        new.append(f'{dimension} baru_{dimension} "T"{within}')
        new.append(f'{dimension} baru_bawah_{dimension} "T" termasuk baru_{dimension}')
    kept = data.draw(st.permutations(new))
    declarations = replace(before.draft, vocabulary=(*kept, *before.draft.vocabulary)).declarations
    after, out = compile_files([declarations])
    if after is None:
        # A new term can be the first that a `boleh` and a `larang` both hold of: it lies below two
        # others, or is the first that `bukan kegiatan = …` leaves over. The compiler says so.
        assert {each.code for each in out} == {codes.CONFLICT}
        return
    for facts in expenses:
        assert view(facts, after) == view(facts, before.policy)
