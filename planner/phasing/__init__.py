"""What comes first: in which order the parts of a plan open, and what the order is worth.

    measures_of(end)         units, partners, venues and programmes that open on the way to a plan
    best_sequence(…)         the order of least value over all periods, by dynamic programming
    greedy_sequence(…)       the order that takes what is best here and now
    phase_in(task, …)        both for a scenario, every period's plan solved and verified   → Phasing

A state is the set of measures that stand. Its value is that of a proven plan with nothing else open.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
