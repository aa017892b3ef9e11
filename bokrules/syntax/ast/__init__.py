"""The syntax tree of a policy file: what is written, not yet what it means.

Nodes are frozen and compare without their position. Each shows the text that it stands for, in the
Indonesian spelling.
"""

from bokrules.syntax.ast.clauses import *  # noqa: F403
from bokrules.syntax.ast.declarations import *  # noqa: F403
from bokrules.syntax.ast.expressions import *  # noqa: F403
