"""One file per rule, named as in the model. Each has `check(facts)`, which yields the violations."""
