"""Generated code holds nothing of a policy's text, whatever words the policy uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from bokrules.backends.to_python import entry as entry_module
from bokrules.backends.to_python import named, slice_functions
from bokrules.backends.to_python.constants import Constants
from bokrules.backends.to_python.running import made_by
from bokrules.backends.to_python.values import is_plain
from bokrules.evaluation.compiled import CompiledTexts
from bokrules.semantics.policy import Policy
from tests.helpers import compiled

TEXT = """
tertutup kegiatan "Hanya promotif" dasar A.1
boleh promotif "Promotif" untuk kegiatan promotif dasar A.2
boleh jalan "Jalan" untuk belanja transpor bila wilayah = pulau atau terpencil dasar A.3
larang gaji "Gaji" untuk belanja gaji bila nilai > Rp1.000 dan bukan terpencil dasar B.1
wajib rpk "RPK" untuk belanja konsumsi harus dalam_rpk dasar B.2
wajib bukti_transpor "Bukti" bukti kuitansi atau faktur, surat_tugas dasar B.3
wajib pajak_a "Pajak" setor ppn = 10% * nilai, pph22 = 1,5% * nilai_kuitansi dasar C.1
wajib bermeterai "Meterai" bila volume >= 1,5 meterai Rp3.000 dasar C.2
wajib cocok "Cocok" harus nilai <= 2 * nilai_kuitansi - Rp5 dasar C.3
"""
HOSTILE = {
    "transpor": "'); import os; os.abort() #",
    "gaji": '"""\nraise SystemExit\n"""',
    "imunisasi": "__import__('os').system('true')",
    "kuitansi": "\\x27 + exec('1') + \\x27",
    "faktur": "c0",
    "surat_tugas": "row\u2028\x00",
    "ppn": "lambda: (yield)",
    "pulau": "\ud800",
    "desa": "{0.__class__.__mro__}",
    "promotif": "None",
    "terpencil": "__class__",
    "remote": "a b; import os",
    "region": "class",
    "in_plan": "ﬁeld",
    "stamp": "__dict__",
    "bukti_transpor": "найти'\"",
    "larang": "%s",
}
"""Names of a policy, and what a hostile one would have in their place."""

ALLOWED = (
    *(ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Assign, ast.If),
    *(ast.Try, ast.ExceptHandler, ast.Expr, ast.Name, ast.Load, ast.Store, ast.Constant),
    *(ast.Call, ast.Attribute, ast.Subscript, ast.Compare, ast.BoolOp, ast.And, ast.Or),
    *(ast.IfExp, ast.BinOp, ast.Add, ast.Mult, ast.FloorDiv, ast.Is, ast.IsNot, ast.In),
    *(ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotIn, ast.Tuple, ast.For, ast.Dict),
)
NAMES = re.compile(
    r"[cvt]\d+|row|number|found|otherwise|undated|day|make|decide|given|answer|key|amount"
)


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The same with other words, all the way down."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, (tuple, frozenset)):
        return type(value)(renamed(each, names) for each in value)
    if isinstance(value, Mapping):
        return {renamed(k, names): renamed(v, names) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        own = [each.name for each in fields(value) if each.init]
        return replace(value, **{n: renamed(getattr(value, n), names) for n in own})
    return value


@pytest.fixture(scope="module")
def plain() -> Policy:
    return compiled(TEXT)


@pytest.fixture(scope="module")
def hostile(plain: Policy) -> Policy:
    found: Policy = renamed(plain, HOSTILE)
    assert HOSTILE["transpor"] in found.vocabulary.taxonomies["belanja"]
    return found


@pytest.fixture
def trees(monkeypatch: pytest.MonkeyPatch) -> list[tuple[ast.Module, Constants]]:
    """All the code that is made from here on."""
    found: list[tuple[ast.Module, Constants]] = []

    def collecting(tree: ast.Module, constants: Constants) -> Any:
        found.append((tree, constants))
        return made_by(tree, constants)

    monkeypatch.setattr(slice_functions, "made_by", collecting)
    monkeypatch.setattr(entry_module, "made_by", collecting)
    monkeypatch.setattr(named, "made_by", collecting)
    monkeypatch.setattr(named, "OFTEN", 1)
    return found


def random_facts(policy: Policy, random: Random) -> Facts:
    vocabulary = policy.vocabulary
    facts: dict[str, Any] = {}
    for fact in vocabulary.facts.values():
        if random.random() < 0.2:
            continue
        match fact.type.kind:
            case "term":
                terms = sorted(vocabulary.taxonomies[fact.type.of].terms)
                own = sorted(policy.governed_funds) if fact.name == "dana" else terms
                facts[fact.name] = random.choice(own)
            case "choice":
                facts[fact.name] = random.choice(sorted(vocabulary.choices[fact.type.of].options))
            case "rupiah":
                facts[fact.name] = random.choice((0, 5, 100, 999, 1000, 1001, 3000))
            case "yes_no":
                facts[fact.name] = random.random() < 0.5
            case "documents":
                facts[fact.name] = frozenset(
                    n for n in vocabulary.documents if random.random() < 0.7
                )
            case "taxes":
                facts[fact.name] = {n: random.choice((0, 14, 15, 100)) for n in vocabulary.taxes}
    return facts


@pytest.mark.parametrize("policy", ["plain", "hostile"])
def test_the_code_is_made_of_few_kinds_of_nodes_and_of_generated_names(
    policy: str, trees: list[tuple[ast.Module, Constants]], request: pytest.FixtureRequest
) -> None:
    one: Policy = request.getfixturevalue(policy)
    random, texts = Random(7), CompiledTexts([one])
    for _ in range(150):
        facts = random_facts(one, random)
        row = tuple(map(facts.get, one.vocabulary.facts))
        given = SimpleNamespace(**dict(zip(texts.fields, row, strict=True)))
        found = texts.decide(row)
        assert found.decision(facts) == decide(facts, one)
        assert texts.class_of(facts) is found
        for _ in range(3):
            assert texts.verdict_on({**facts})._found is found
        assert tuple(facts) in texts.by_fields
        if "__class__" not in texts.fields and "__dict__" not in texts.fields:
            assert texts.decide(given) is found
    aliases = {each.alias for each in one.vocabulary.facts.values()}
    assert len(trees) > 10
    for tree, constants in trees:
        _walk(tree, constants, {each for each in aliases if is_plain(each)})


def _walk(tree: ast.Module, constants: Constants, aliases: set[str]) -> None:
    for node in ast.walk(tree):
        assert isinstance(node, ALLOWED), ast.dump(node)
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.FunctionDef(name=name):
                assert NAMES.fullmatch(name)
                if re.fullmatch(r"c\d+", name):
                    assert name in constants.namespace
            case ast.Attribute(attr=name):
                assert name in ("get", "values") or name in aliases
            case ast.Constant(value=value):
                assert value is None or isinstance(value, (bool, int))
            case ast.Call(keywords=keywords):
                assert keywords == []
            case _:
                pass
    assert constants.namespace["__builtins__"] == {}


@pytest.mark.parametrize(
    ("alias", "plain"),
    [
        ("expense_type", True),
        ("a1", True),
        ("_a", False),
        ("__class__", False),
        ("class", False),
        ("None", False),
        ("ﬁeld", False),
        ("a b", False),
        ("a.b", False),
        ("", False),
        ("1a", False),
    ],
)
def test_what_may_stand_after_a_dot(alias: str, plain: bool) -> None:
    assert is_plain(alias) is plain


def test_numbers_in_code_are_places_and_weights_not_the_policy_s(
    trees: list[tuple[ast.Module, Constants]],
) -> None:
    policy = compiled('larang mahal "M" untuk belanja gaji bila nilai > Rp987.654.321 dasar A')
    texts = CompiledTexts([policy])
    texts.class_of({"belanja": "gaji", "nilai": 987_654_322})
    numbers = {n.value for tree, _ in trees for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    assert 987_654_321 not in numbers
    assert any(987_654_321 in constants.namespace.values() for _, constants in trees)
