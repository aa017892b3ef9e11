"""Texts of policy files as they lie on disk: UTF-8, of a sane size; and YAML with its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.spans import Span, whole_file
from bokrules.editions.places import LARGEST_FILE, shown


def read_text(path: Path, out: Diagnostics) -> str | None:
    """The text of a UTF-8 file; None after a report.

    Bytes that are not UTF-8 are reported and replaced, so that the rest of the file can be checked.
    """
    try:
        size = path.stat().st_size
        raw = b"" if size > LARGEST_FILE else path.read_bytes()
    except OSError as fault:
        out.error(
            codes.UNREADABLE_FILE,
            whole_file(shown(path)),
            msg("the file cannot be read: {why}", why=fault.strerror or str(fault)),
        )
        return None
    if size > LARGEST_FILE:
        _report_too_large(shown(path), out)
        return None
    return decoded(raw, shown(path), out)


def decoded(raw: bytes, name: str, out: Diagnostics) -> str | None:
    """As `read_text`, of bytes that are at hand."""
    if len(raw) > LARGEST_FILE:
        _report_too_large(name, out)
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        text = raw.decode("utf-8-sig", errors="replace")
        before = fault.object[: fault.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        out.error(
            codes.BAD_ENCODING,
            Span(name, line, column, line, column + 1),
            msg("the file is not UTF-8 text"),
            msg("save it as UTF-8"),
        )
    return text.replace("\r\n", "\n")


def _report_too_large(name: str, out: Diagnostics) -> None:
    out.error(
        codes.TOO_LONG,
        whole_file(name),
        msg("the file is larger than {n} bytes", n=LARGEST_FILE),
        msg("split it into several files of the edition"),
    )


# ---- YAML ----

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST_YAML = 20


def yaml_entries(
    path: Path, text: str, code: codes.Code, out: Diagnostics
) -> dict[str, tuple[int, Any]] | None:
    """The entries of a YAML mapping with their lines; a key that stands twice is an error."""
    try:
        if _is_too_deep(text):
            out.error(
                code,
                whole_file(shown(path)),
                msg("nested more than {most} deep", most=_DEEPEST_YAML),
            )
            return None
        loader = _Loader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode) or not all(
            isinstance(key, yaml.ScalarNode) for key, _ in node.value
        ):
            out.error(
                code, whole_file(shown(path)), msg("the file holds no mapping of names to values")
            )
            return None
        _report_repeated_keys(node, path, code, out)
        entries: dict[str, tuple[int, Any]] = {}
        for key, value in node.value:
            if isinstance(value, yaml.MappingNode):
                _report_repeated_keys(value, path, code, out)
            try:
                made = loader.construct_object(value, deep=True)
            except ValueError:
                wrong = _impossible(value, _Loader(""), set()) or value
                line, column = wrong.start_mark.line + 1, wrong.start_mark.column + 1
                out.error(
                    code,
                    Span(shown(path), line, column, line, column + len(wrong.value)),
                    msg("there is no day and no number `{value}`", value=wrong.value),
                )
                return None
            entries[key.value] = (key.start_mark.line + 1, made)
        return entries
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        out.error(
            code,
            Span(shown(path), line, column, line, column + 1),
            msg("this is not YAML: {what}", what=fault.problem or ""),
            msg("look for a quotation mark, bracket or colon too many or too few, or a tab"),
        )
        return None
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        out.error(code, whole_file(shown(path)), msg("this is not YAML: {what}", what=str(fault)))
        return None


def yaml_text(document: Mapping[str, object]) -> str:
    """A document as YAML, its entries in their order."""
    return str(yaml.safe_dump(dict(document), allow_unicode=True, sort_keys=False, width=100))


def yaml_line(text: str, loc: Sequence[int | str]) -> int:
    """The line of the entry at `loc`, or of the nearest entry above it that is there."""
    node: yaml.Node | None = _Loader(text).get_single_node()
    line = 1
    for step in loc:
        match node:
            case yaml.MappingNode():
                pairs = [(key, value) for key, value in node.value if key.value == str(step)]
            case yaml.SequenceNode() if isinstance(step, int) and step < len(node.value):
                pairs = [(node.value[step], node.value[step])]
            case _:
                pairs = []
        if not pairs:
            return line
        line, node = pairs[0][0].start_mark.line + 1, pairs[0][1]
    return line


def _is_too_deep(text: str) -> bool:
    """To be asked before nodes are made: libyaml's recursion has no bound of its own."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST_YAML:
            return True
    return False


def _impossible(node: yaml.Node, loader: Any, seen: set[int]) -> yaml.Node | None:
    """The first value that has the form of a date or a number without being one: 2010-06-31."""
    if id(node) in seen:
        return None
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        try:
            loader.construct_object(node)
        except ValueError:
            return node
        return None
    pairs = node.value if isinstance(node, yaml.MappingNode) else [(each,) for each in node.value]
    found = (_impossible(each, loader, seen) for pair in pairs for each in pair)
    return next((each for each in found if each is not None), None)


def _report_repeated_keys(
    mapping: yaml.MappingNode, path: Path, code: codes.Code, out: Diagnostics
) -> None:
    first: dict[object, int] = {}
    for key, _ in mapping.value:
        line, column = key.start_mark.line + 1, key.start_mark.column + 1
        name = str(key.value)
        if name in first:
            out.error(
                code,
                Span(shown(path), line, column, line, column + len(name)),
                msg("`{name}` stands twice", name=name),
                msg("first in line {line}", line=first[name]),
            )
        first.setdefault(name, line)
