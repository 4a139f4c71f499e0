"""Benchmarks: how long the planner takes, measured the same way each time."""
