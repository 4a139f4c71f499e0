"""Units fixed: each programme by its course patterns, and what ties programmes together."""
