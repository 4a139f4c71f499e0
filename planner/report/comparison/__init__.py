"""Alternatives side by side: rows, marks, verdicts, remarks and the weighing."""
