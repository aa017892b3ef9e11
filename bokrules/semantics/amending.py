"""An amendment: the declarations of an edition with `tambah`, `ganti` and `cabut` carried out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
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
    broken = frozenset(
        name
        for each in (*_declarations(base), *_declarations(amendment))
        if isinstance(each, ast.Broken)
        for name in each.names
    )
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
            case ast.Example() | ast.Claim() | ast.Amends() | ast.Broken():
                kept.append(node)
            case ast.Repeal():
                kept.append(node)
                key = _repealed(node)
                if _is_first(key, node.name.span, first, out):
                    if key[1] not in broken:
                        _check_known(key, node.name.span, declared, out)
                    changed[key] = None
            case ast.Edit(declaration=declaration):
                key = key_of(declaration)
                if key is None:
                    _report_vocabulary(declaration, out)
                    kept += _if_new(declaration, base)
                elif _is_first(key, _place(declaration), first, out):
                    if key[1] not in broken:
                        _check_edit(node, key, declared, out)
                    changed[key] = declaration
            case _:
                _report_plain(node, out)
                kept += _if_new(node, base)
    _check_heads(amendment, edition, out)
    rest = [
        each
        for each in _declarations(base)
        if not isinstance(each, (*_OF_THEIR_TEXT, ast.Repeal)) and key_of(each) not in changed
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
                msg(
                    "only a text that amends an edition says `mengubah`, `tambah`, `ganti`, `cabut`"
                ),
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


def _place(node: ast.Ordinary) -> Span:
    """The name; of a closed list, which has none, its first line."""
    return node.span if isinstance(node, ast.ClosedList) else node.name.span


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
                _place(node.declaration),
                msg("`{kind} {name}` is in the edition already", kind=key[0], name=key[1]),
                msg(
                    "in {file}, line {line}: write `ganti` to replace it",
                    file=other.file,
                    line=other.line,
                ),
            )
        return
    place = _place(node.declaration)
    if _check_known(key, place, declared, out) and _same(node.declaration, declared[key]):
        out.error(
            codes.EDIT_WITHOUT_EFFECT,
            place,
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


def _if_new(node: ast.Ordinary, base: Sequence[ast.Document]) -> list[ast.Ordinary]:
    """What is misplaced stays known, so that to use it is no further fault."""
    return [] if _identity(node) in {_identity(each) for each in _declarations(base)} else [node]


def _identity(node: ast.Declaration) -> Hashable:
    if isinstance(node, (ast.Term, ast.Choice, ast.Fact)):
        return type(node).__name__, node.name.text
    return key_of(node)


def _report_plain(node: ast.Ordinary, out: Diagnostics) -> None:
    if key_of(node) is None:
        _report_vocabulary(node, out)
    else:
        out.error(
            codes.MISPLACED_EDIT,
            _place(node),
            msg("an amendment says what it changes"),
            msg("write `tambah`, `ganti` or `cabut` before it"),
        )


def _report_vocabulary(node: ast.Ordinary, out: Diagnostics) -> None:
    out.error(
        codes.MISPLACED_EDIT,
        _place(node),
        msg("an amendment edits rules, not the vocabulary"),
        msg("declare the word in the common vocabulary"),
    )


def _check_heads(amendment: Sequence[ast.Document], edition: EditionInfo, out: Diagnostics) -> None:
    """One `mengubah`, of the edition that edition.yaml names, and at least one edit."""
    nodes = list(_declarations(amendment))
    heads = [each for each in nodes if isinstance(each, ast.Amends)]
    is_read = bool(nodes) and not any(isinstance(each, ast.Broken) for each in nodes)
    base = edition.amends[0]
    if is_read and not heads:
        out.error(
            codes.MISPLACED_EDIT,
            amendment[0].span,
            msg("a text that amends an edition says so"),
            msg('write `mengubah {base} "…"` and the clause that says it', base=base),
        )
    for each in heads[1:]:
        out.error(
            codes.MISPLACED_EDIT, each.base.span, msg("`{word}` stands twice", word="mengubah")
        )
    for each in heads[:1]:
        if each.base.text != base:
            out.error(
                codes.MISPLACED_EDIT,
                each.base.span,
                msg("this text amends edition {a}, and says `{b}`", a=base, b=each.base.text),
                msg("write `mengubah {base}`", base=base),
            )
    if is_read and heads and all(isinstance(each, _OF_THEIR_TEXT) for each in nodes):
        out.error(
            codes.EDIT_WITHOUT_EFFECT,
            heads[0].base.span,
            msg("the amendment changes nothing"),
            msg("write what it changes with `tambah`, `ganti` or `cabut`"),
        )


# ---- what counts as a change ----

_UNORDERED = frozenset({"clauses", "body", "bands", "entries", "columns"})


def _same(a: ast.Declaration, b: ast.Declaration) -> bool:
    """They say the same: the order of clauses, and of names inside them, means nothing."""
    return _canonical(a) == _canonical(b)


def _canonical(node: ast.Declaration) -> Mapping[str, Hashable]:
    found: dict[str, Hashable] = {"": type(node).__name__}
    for each in fields(node):
        value = getattr(node, each.name)
        if each.name in _UNORDERED:
            value = frozenset(atom for part in value for atom in _atoms(part))
        if each.compare:
            found[each.name] = value
    return found


def _atoms(clause: Hashable) -> Iterator[Hashable]:
    """A clause cut into what its commas join."""
    match clause:
        case ast.Applies(dimension=dimension, names=names):
            yield from ((dimension, each) for each in names)
        case ast.Excepts(names=names) | ast.Formerly(names=names):
            yield from ((type(clause), each) for each in names)
        case ast.Cites(clauses=cited):
            yield from ((ast.Cites, each) for each in cited)
        case ast.Fulfils(dimensions=dimensions):
            yield from ((ast.Fulfils, each) for each in dimensions)
        case ast.Evidence(documents=documents):
            yield from ((ast.Evidence, frozenset(each)) for each in documents)
        case ast.Deposits(deposits=deposits):
            yield from deposits
        case _:
            yield clause
