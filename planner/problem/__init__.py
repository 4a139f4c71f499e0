"""The sets and parameters of the model (`Problem`), built from region, travel and scenario."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
