"""Makes the nodes of the syntax tree while lark parses."""

from bokrules.syntax.builder.declarations import Builder
from bokrules.syntax.builder.words import FIELD_TERMINALS

__all__ = ["FIELD_TERMINALS", "Builder"]
