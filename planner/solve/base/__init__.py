"""What every method of solving builds on: stages, the plain MILP, warm starts, stopping, solutions."""
