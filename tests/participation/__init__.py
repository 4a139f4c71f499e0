"""Who comes and who finds a place: against an enumeration made from docs/model.md alone."""
