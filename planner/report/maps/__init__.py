"""Maps to print: one run, several side by side, a difference."""
