"""Names that want to run, fetch, reckon or be put into a template: plain text in every output."""
