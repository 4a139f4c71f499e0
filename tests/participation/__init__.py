"""People who come or do not, and places at the hospital: against an enumeration from docs/model.md alone."""
