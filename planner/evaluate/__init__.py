"""Plan → Indicators, for a solved, a drawn or today's plan alike.

evaluate(region, travel, scenario, plan, scope_codes=None) -> Indicators
INDICATORS, docs_at(level), indicator_values(record)                 what each figure means
register(Indicator(...))                                               one more
assumptions_behind(region, travel, scenario, plan)                     what the figures rest on
read_plan(path), plan_from_json(data), plan_to_json(plan)              plans given by hand
"""

import lazy_loader

from planner.called import make_callable

make_callable(__name__)

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
