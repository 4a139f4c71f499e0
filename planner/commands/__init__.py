"""What each command of the command line does; `cli.py` only names them and their options.

One module per group of commands, and `run` for the way from a scenario to a judged plan.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
