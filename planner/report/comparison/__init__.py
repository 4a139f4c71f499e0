"""Alternatives side by side: rows, marks, verdicts, remarks and the weighing."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
