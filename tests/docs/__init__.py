"""The documentation: what it shows is what the planner does."""
