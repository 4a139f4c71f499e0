"""An independent check of plans: shares nothing with the optimisation model.

verify_plan(region, travel, scenario, plan) -> tuple[Violation, ...]
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
