"""The rules that a plan keeps, one folder each, and the registry that others may add to.

    rules()           every rule, in the order of their numbers
    register(rule)    adds one from outside; `registered(rule)` for a `with` block

A rule's folder has three files: the declaration (`__init__`: number, name, where a scenario sets it,
what it asks), what the model builds (`model`), and what the verifier checks (`verify`, which knows
nothing of the second). The declaration is all that importing this package reads.
"""

from planner.rules.declaration import Link, Rule
from planner.rules.registry import SHIPPED, register, registered, rules

__all__ = ["SHIPPED", "Link", "Rule", "register", "registered", "rules"]
