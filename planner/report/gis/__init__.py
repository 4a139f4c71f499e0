"""The layers of a run for a GIS."""
