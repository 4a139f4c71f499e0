"""Why no plan can satisfy a problem, and any plan at all."""
