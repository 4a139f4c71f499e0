"""Near-optimal alternatives."""
