"""A policy that was stored is the policy that was compiled, with all places in its files."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions.cache.parts import PARTS, decoded, encoded
from bokrules.editions.cache.sources import sources_of
from bokrules.editions.compiling import compile_texts
from bokrules.semantics.policy import Policy
from tests.properties.generators import policies

FOLDERS = sorted(path.parent for path in POLICIES_FOLDER.rglob("edition.yaml"))


def all_of(value: object) -> Any:
    """A value with its type, and of a dataclass every field, whether it is compared or not."""
    if is_dataclass(value) and not isinstance(value, type):
        own = {each.name: all_of(getattr(value, each.name)) for each in fields(value)}
        return type(value), own
    if isinstance(value, Mapping):
        return [(all_of(key), all_of(each)) for key, each in value.items()]
    if isinstance(value, frozenset):
        return frozenset, value
    if isinstance(value, Iterable) and not isinstance(value, str):
        return type(value), [all_of(each) for each in value]
    return type(value), value


def files_in(value: object) -> set[str]:
    """The names of all files that a policy mentions."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {getattr(value, "file", "")} - {""}
        return named.union(*(files_in(getattr(value, each.name)) for each in fields(value)))
    if isinstance(value, Mapping):
        return set().union(*map(files_in, value.values()))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return set().union(*map(files_in, value))
    return set()


def not_needed() -> Policy:
    raise AssertionError("nothing was damaged")


def again(policy: Policy, files: list[str]) -> Policy:
    return decoded(encoded(policy, files), lambda: files, not_needed)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_edition_comes_back_as_it_was(folder: Path) -> None:
    sources = sources_of(folder)
    assert sources is not None
    for policy in compile_texts(folder)[0]:
        found = again(policy, list(sources.shown()))
        assert type(found) is Policy
        assert found == policy
        assert policy == found
        assert all_of(found) == all_of(policy)


@given(policies())
@settings(max_examples=50)
def test_any_policy_comes_back_as_it_was(policy: Policy) -> None:
    found = again(policy, sorted(files_in(policy)))
    assert all_of(found) == all_of(policy)
    assert found.declared == policy.declared


def test_what_is_made_when_it_is_read_can_be_stored_and_copied() -> None:
    """As a program does that hands verdicts to another process."""
    (policy,), _ = compile_texts(POLICIES_FOLDER / "2019")
    made = again(policy, sorted(files_in(policy)))
    for found in (copy.copy(made), pickle.loads(pickle.dumps(made))):
        assert all_of(found) == all_of(policy)


def test_the_parts_are_the_fields_of_a_policy() -> None:
    assert sorted(PARTS) == sorted(each.name for each in fields(Policy))
