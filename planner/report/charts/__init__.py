"""Charts of alternatives."""
