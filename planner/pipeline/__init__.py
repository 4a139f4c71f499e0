"""From a scenario to an alternative, one or many at a time."""
