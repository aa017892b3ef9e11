"""The checks of an audit: one file each, named for what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from bokrules.inspection.audit.finding import Finding
from bokrules.inspection.published.document import Document

Check: TypeAlias = Callable[[Document], Iterator[Finding]]
