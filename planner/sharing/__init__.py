"""Sharing the cost of a unit so that it holds: what every coalition of municipalities costs by itself.

    coalition_tasks(task, …)    every coalition of a unit's members as a scenario of its own
    share_costs(task, …)        all of them solved; keys, Shapley value, nucleolus, core  → Sharing

A cooperative cost game: the players are the members of a unit, c(S) is what serving the people of S by
themselves costs. Everything but the solving is plain arithmetic and small linear programs.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
