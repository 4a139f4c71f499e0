"""The live page: units, venues and assumptions changed by a click, and what it means a second later.

    actions     what can be done, as types; each makes a new scenario of an old one
    history     every state is a scenario file; undo, redo, and back after a crash
    answering   a process of its own that solves the newest state, and stops when a newer one comes
    drawing     what the page draws: outlines, places, roads of people
    server      the address on this machine, and who may ask it

The page shows what the command line gives for the same file, to the last digit: it asks the same
pipeline.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
