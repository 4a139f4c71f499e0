"""Units, venues and courses chosen in one proven optimum."""
