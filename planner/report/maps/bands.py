"""Bands of travel time to the nearest course, the same on every map and layer."""

from __future__ import annotations

BAND_MINUTES = (15, 30, 45, 60)
"""Upper ends of the bands (one-way minutes, "within" is ≤); the last band is open."""
BAND_COLOURS = ("#f3f8df", "#cfe7b4", "#97ca8b", "#58a472", "#2c7a5e")
"""Short to long: one hue that darkens, told apart by the colour-blind and in grey print."""
