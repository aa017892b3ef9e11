"""Ratios of units held against a scale or a target of an edition, and their sums by group."""

from bokrules.evaluation.assessment.groups import Count, Group, Tally, grouped
from bokrules.evaluation.assessment.measured import Measured, absorption
from bokrules.evaluation.assessment.result import AssessedRow, Assessment, Repeat, assess_rows
from bokrules.evaluation.assessment.yardsticks import Yardstick, find_scale, find_target

__all__ = [
    "AssessedRow",
    "Assessment",
    "Count",
    "Group",
    "Measured",
    "Repeat",
    "Tally",
    "Yardstick",
    "absorption",
    "assess_rows",
    "find_scale",
    "find_target",
    "grouped",
]
