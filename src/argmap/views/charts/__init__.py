"""Pictures of results, a file for each kind; `CHARTS` says how the results of a type are drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.analysis.ach import Ach
from argmap.analysis.change import ChangeExplanation
from argmap.analysis.compare import Comparison
from argmap.analysis.contributions import Contributions
from argmap.analysis.cruxes import Cruxes
from argmap.analysis.diagnosticity import Diagnosticity
from argmap.analysis.disagreement import Disagreement
from argmap.analysis.grid import Grid
from argmap.analysis.pool import Pool
from argmap.analysis.survival import Survival
from argmap.analysis.table import Table
from argmap.analysis.tipping import Tipping
from argmap.analysis.tornado import Tornado
from argmap.errors import AnalysisError
from argmap.sampling.drivers import Drivers
from argmap.sampling.indicators import Indicators
from argmap.sampling.sample import Sample
from argmap.sampling.sobol import Accounts
from argmap.views.charts.leaders import grid
from argmap.views.charts.learnt import indicators
from argmap.views.charts.matrix import ach, diagnosticity
from argmap.views.charts.moves import explain_change
from argmap.views.charts.opinions import disagreement, pool
from argmap.views.charts.orders import survival
from argmap.views.charts.ranked import cruxes, drivers
from argmap.views.charts.ridges import sample
from argmap.views.charts.shares import contributions
from argmap.views.charts.slopes import compare
from argmap.views.charts.swings import tornado
from argmap.views.charts.tips import tipping
from argmap.views.charts.variance import sobol
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture

#: What draws the results of each type.
CHARTS: Mapping[type[Table], Callable[..., Picture]] = {
    Comparison: compare,
    Grid: grid,
    Tornado: tornado,
    Contributions: contributions,
    ChangeExplanation: explain_change,
    Survival: survival,
    Tipping: tipping,
    Ach: ach,
    Diagnosticity: diagnosticity,
    Sample: sample,
    Drivers: drivers,
    Indicators: indicators,
    Accounts: sobol,
    Pool: pool,
    Disagreement: disagreement,
    Cruxes: cruxes,
}


def chart(
    result: Table,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """The picture of a result, in one theme. Raises `AnalysisError` where there is none."""
    drawn = CHARTS.get(type(result))
    if drawn is None:
        known = ", ".join(one.__name__ for one in CHARTS)
        raise AnalysisError(f"there is no picture of a {type(result).__name__}; of these: {known}")
    return drawn(result, theme=theme, title=title, caption=caption)
