"""Help to choose: what is impossible and why, what a rule costs, which plans are nearly as good.

    explain(region, scenario, ...)    why there is no plan, and the smallest changes that make one
    price(region, scenario, ...)      what each policy, limit, venue, base and unit costs
    alternatives(region, scenario, ...)    plans nearly as good as the best, and what each means
    pareto(region, scenario, ...)     the plans that no other beats in two or three objectives

Everything here solves scenarios with something changed; what comes out are frozen values without words.
`planner.report` puts them into words. Names are imported when they are first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
