"""Pictures of results, drawn offline. altair is loaded only when a picture is asked for."""

from bokrules.reports.charts.absorption_dots import absorption_dots
from bokrules.reports.charts.amounts_chart import Amounts, amounts_chart
from bokrules.reports.charts.band_table import band_table
from bokrules.reports.charts.drawing import picture_svg, write_picture
from bokrules.reports.charts.ratio_chart import UnitRatio, ratio_chart
from bokrules.reports.charts.residual_chart import Residual, residual_chart
from bokrules.reports.charts.tile_map import tile_map

__all__ = [
    "Amounts",
    "Residual",
    "UnitRatio",
    "absorption_dots",
    "amounts_chart",
    "band_table",
    "picture_svg",
    "ratio_chart",
    "residual_chart",
    "tile_map",
    "write_picture",
]
