"""An amendment: the declarations of an edition with `tambah`, `ganti` and `cabut` carried out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.spans import Span, whole_file
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics.policy import EditionInfo
from bokrules.syntax import ast

_Key = tuple[str, str, frozenset[str]]
"""Kind, name, and of a closed list the funds that it is limited to."""
_OF_THEIR_TEXT = (ast.Example, ast.Claim, ast.Amends)
_EFFECTS = {"allow": "boleh", "forbid": "larang", "require": "wajib"}


def amended(
    base: Sequence[ast.Document],
    amendment: Sequence[ast.Document],
    edition: EditionInfo,
    out: Diagnostics,
) -> list[ast.Document]:
    """The text in force from the amendment on.

    Examples and claims belong to the text that they stand in: those of `base` are left out. An
    edit without effect, one of what does not exist, and a plain rule are reported.
    """
    declared = {
        key: each
        for document in base
        for each in document.declarations
        if (key := key_of(each)) is not None
    }
    first: dict[_Key, Span] = {}
    changed: dict[_Key, ast.Declaration | None] = {}
    kept: list[ast.Declaration] = []
    for node in _declarations(amendment):
        match node:
            case ast.Edit(declaration=declaration):
                key = key_of(declaration)
                if key is None:
                    _report_vocabulary(node, out)
                elif _is_first(key, node.span, first, out):
                    _check_edit(node, key, declared, out)
                    changed[key] = declaration
            case ast.Repeal():
                key = _repealed(node)
                if _is_first(key, node.span, first, out):
                    _check_known(key, node.span, declared, out)
                    changed[key] = None
            case ast.Example() | ast.Claim() | ast.Amends() | ast.Broken():
                kept.append(node)
            case _:
                out.error(
                    codes.MISPLACED_EDIT,
                    node.span,
                    msg("an amendment says what it changes"),
                    msg("write `tambah`, `ganti` or `cabut` before it"),
                )
    _check_heads(amendment, edition, bool(changed), out)
    rest = [
        each
        for each in _declarations(base)
        if not isinstance(each, _OF_THEIR_TEXT) and key_of(each) not in changed
    ]
    new = [each for each in changed.values() if each is not None]
    span = amendment[0].span if amendment else whole_file("")
    return [ast.Document(declarations=(*rest, *new, *kept), span=span)]


def refuse_edits(documents: Iterable[ast.Document], out: Diagnostics) -> None:
    """An edition that amends no other one has nothing to edit."""
    for node in _declarations(documents):
        if isinstance(node, (ast.Amends, ast.Edit, ast.Repeal)):
            out.error(
                codes.MISPLACED_EDIT,
                node.span,
                msg("only a text that amends an edition says `mengubah` and edits"),
                msg(
                    "put it into a folder of its own below the edition, with `amends` in its"
                    " edition.yaml"
                ),
            )


def key_of(node: ast.Declaration) -> _Key | None:
    """What tells a declaration from the others; None for what an amendment cannot edit."""
    match node:
        case ast.Rule(effect=effect, name=name):
            return _EFFECTS[effect], name.text, frozenset()
        case ast.ClosedList(dimension=dimension, clauses=clauses):
            limits = [each for each in clauses if isinstance(each, ast.Applies)]
            return "tertutup", dimension, frozenset(n.text for each in limits for n in each.names)
        case ast.Limit(name=name):
            return "batas", name.text, frozenset()
        case ast.Gap(name=name):
            return "celah", name.text, frozenset()
        case ast.Duty(name=name):
            return "kewajiban", name.text, frozenset()
        case ast.Recipients(name=name):
            return "sasaran", name.text, frozenset()
        case ast.Target(name=name):
            return "target", name.text, frozenset()
        case ast.Scale(name=name):
            return "skala", name.text, frozenset()
        case ast.UnitKind(name=name):
            return "satuan", name.text, frozenset()
        case ast.Table(name=name):
            return "tabel", name.text, frozenset()
        case ast.Formula(name=name):
            return "rumus", name.text, frozenset()
        case ast.Term() | ast.Choice() | ast.Fact() | ast.Broken():
            return None
        case ast.Example() | ast.Claim() | ast.Amends() | ast.Edit() | ast.Repeal():
            return None
        case _:
            assert_never(node)


def _declarations(documents: Iterable[ast.Document]) -> Iterable[ast.Declaration]:
    return (each for document in documents for each in document.declarations)


def _repealed(node: ast.Repeal) -> _Key:
    funds = node.limited_to.names if node.limited_to is not None else ()
    return node.kind, node.name.text, frozenset(each.text for each in funds)


def _is_first(key: _Key, span: Span, first: dict[_Key, Span], out: Diagnostics) -> bool:
    other = first.setdefault(key, span)
    if other is span:
        return True
    out.error(
        codes.DUPLICATE_NAME,
        span,
        msg("`{kind} {name}` is edited twice", kind=key[0], name=key[1]),
        msg("first in {file}, line {line}", file=other.file, line=other.line),
    )
    return False


def _check_edit(
    node: ast.Edit, key: _Key, declared: dict[_Key, ast.Declaration], out: Diagnostics
) -> None:
    if node.action == "add":
        if key in declared:
            other = declared[key].span
            out.error(
                codes.DUPLICATE_NAME,
                node.span,
                msg("`{kind} {name}` is in the edition already", kind=key[0], name=key[1]),
                msg(
                    "in {file}, line {line}: write `ganti` to replace it",
                    file=other.file,
                    line=other.line,
                ),
            )
    elif _check_known(key, node.span, declared, out) and _same(node.declaration, declared[key]):
        out.error(
            codes.EDIT_WITHOUT_EFFECT,
            node.span,
            msg("`ganti {kind} {name}` changes nothing", kind=key[0], name=key[1]),
            msg("leave it out, or write what is new"),
        )


def _check_known(
    key: _Key, span: Span, declared: dict[_Key, ast.Declaration], out: Diagnostics
) -> bool:
    if key in declared:
        return True
    of_kind = [name for kind, name, _ in declared if kind == key[0]]
    other_kinds = [kind for kind, name, _ in declared if name == key[1] and kind != key[0]]
    help_ = did_you_mean(key[1], of_kind)
    if other_kinds:
        help_ = msg("the edition has `{kind} {name}`", kind=other_kinds[0], name=key[1])
    elif key[1] in of_kind:
        help_ = msg("the edition has it for other funds: say `untuk dana …` as it does")
    out.error(
        codes.NOTHING_TO_EDIT,
        span,
        msg("the edition has no `{kind} {name}`", kind=key[0], name=key[1]),
        help_ or msg("write `tambah` for what is new"),
    )
    return False


def _report_vocabulary(node: ast.Edit, out: Diagnostics) -> None:
    out.error(
        codes.MISPLACED_EDIT,
        node.span,
        msg("an amendment edits rules, not the vocabulary"),
        msg("declare the word in the common vocabulary"),
    )


def _check_heads(
    amendment: Sequence[ast.Document], edition: EditionInfo, has_edits: bool, out: Diagnostics
) -> None:
    """One `mengubah`, of the edition that edition.yaml names, and at least one edit."""
    heads = [each for each in _declarations(amendment) if isinstance(each, ast.Amends)]
    if not heads and not any(isinstance(each, ast.Broken) for each in _declarations(amendment)):
        out.error(
            codes.MISPLACED_EDIT,
            amendment[0].span if amendment else whole_file(""),
            msg("a text that amends an edition says so"),
            msg('write `mengubah {base} "…"` and the clause that says it', base=edition.amends[0]),
        )
    for each in heads[1:]:
        out.error(codes.MISPLACED_EDIT, each.span, msg("`{word}` stands twice", word="mengubah"))
    for each in heads:
        if each.base.text not in edition.amends:
            out.error(
                codes.MISPLACED_EDIT,
                each.base.span,
                msg(
                    "edition.yaml amends `{a}`, and this says `{b}`",
                    a=edition.amends[0],
                    b=each.base.text,
                ),
                msg("name the same edition in both"),
            )
    if (
        heads
        and not has_edits
        and not any(isinstance(each, ast.Broken) for each in _declarations(amendment))
    ):
        out.error(
            codes.EDIT_WITHOUT_EFFECT,
            heads[0].span,
            msg("the amendment changes nothing"),
            msg("write what it changes with `tambah`, `ganti` or `cabut`"),
        )


def _same(a: ast.Declaration, b: ast.Declaration) -> bool:
    return _canonical(a) == _canonical(b)


def _canonical(node: ast.Declaration) -> Hashable:
    """Equal for two spellings that differ only in the order of clauses and of names in them."""
    clauses = getattr(node, "clauses", ())
    bare = replace(node, clauses=()) if clauses else node  # type: ignore[arg-type]
    return bare, frozenset(_canonical_clause(each) for each in clauses)


def _canonical_clause(clause: ast.RuleClause) -> Hashable:
    match clause:
        case ast.Applies(dimension=dimension, names=names):
            return dimension, frozenset(names)
        case ast.Excepts(names=names) | ast.Formerly(names=names):
            return type(clause), frozenset(names)
        case ast.Cites(clauses=cited):
            return type(clause), frozenset(cited)
        case ast.Fulfils(dimensions=dimensions):
            return type(clause), frozenset(dimensions)
        case ast.Evidence(documents=documents):
            return type(clause), frozenset(frozenset(each) for each in documents)
        case _:
            return clause
