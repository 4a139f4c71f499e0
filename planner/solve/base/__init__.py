"""What every method of solving builds on: stages, the plain MILP, warm starts, stopping, solutions."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
