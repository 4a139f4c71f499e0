"""Regions: tables on disk → Region, with every problem in them told at once."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
