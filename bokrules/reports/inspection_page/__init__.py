"""An inspection as one HTML file: findings and rows, with filters."""

from bokrules.reports.inspection_page.writing import write_inspection_page

__all__ = ["write_inspection_page"]
