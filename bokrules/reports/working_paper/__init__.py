"""An inspection as a Word document: the working paper (KKP) and draft findings."""

from bokrules.reports.working_paper.writing import write_working_paper

__all__ = ["write_working_paper"]
