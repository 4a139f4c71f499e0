"""Scenarios: reading, precedence, origins, checks against a region, and what they make of it."""
