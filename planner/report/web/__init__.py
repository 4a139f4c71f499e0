"""The interactive map: one HTML file that needs no network."""
