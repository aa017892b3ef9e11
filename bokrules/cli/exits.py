"""What the exit codes mean."""

from __future__ import annotations

CLEAN = 0
FOUND = 1
"""Refused, questioned, a failed example, a fault in a policy: what the command looks for."""
BAD_INPUT = 2
UNDETERMINED = 3
LIMIT = 3
"""An analysis ran into its limit."""
BUG = 70
INTERRUPTED = 130
NOBODY_READS = 141
"""The reader of the output has gone, as after `| head`."""
