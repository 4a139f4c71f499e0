"""Does it hold in fifteen years: a plan kept, and decided anew, year by year.

    horizon_of(scenarios, …)    every scenario in every year of every projection     → Horizon
    turning(…)                  from which year on something is no longer so

The years are those of the region's table `population_by_year`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
