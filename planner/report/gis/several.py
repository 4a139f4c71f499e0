"""A comparison as layers: a set for each alternative, and who gains from one to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from shapely.geometry import Point

from planner.pipeline import Alternative
from planner.report.gis.columns import LAYER_DOCS
from planner.report.gis.layers import Layer, Row, layer_of, layers_of
from planner.report.maps import Backdrop, Change
from planner.report.maps.difference import difference
from planner.texts import Lang


def layers_of_several(
    alternatives: Sequence[Alternative], backdrop: Backdrop, lang: Lang
) -> tuple[Layer, ...]:
    """The layers of some alternatives of one region, then `gains` and `about` for all of them.

    A layer's name begins with its alternative's, in letters, digits and underscores. `gains` compares
    each with the first.

    Raises:
        InputError: they are judged for different municipalities.
    """
    prefixes = prefixes_of([alternative.name for alternative in alternatives])
    found: list[Layer] = []
    about: list[Row] = []
    for alternative in alternatives:
        for layer in layers_of(alternative, backdrop, lang):
            if layer.doc.name == "about":
                about += [row for row in layer.rows if row not in about]
            else:
                found.append(
                    replace(layer, prefix=prefixes[alternative.name], title=alternative.title(lang))
                )
    gains = layer_of(LAYER_DOCS["gains"], _gains(alternatives, backdrop), {})
    return (*found, gains, Layer(LAYER_DOCS["about"], tuple(about)))


def prefixes_of(names: Iterable[str]) -> dict[str, str]:
    """Name of an alternative → the beginning of its layers' names, each its own.

    >>> prefixes_of(["alt-2-lokta", "2-dms", "alt.2.lokta"])
    {'alt-2-lokta': 'alt_2_lokta', '2-dms': 'a_2_dms', 'alt.2.lokta': 'alt_2_lokta_2'}
    """
    found: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"\W+", "_", name).strip("_") or "alternative"
        plain = plain if plain[0].isalpha() else f"a_{plain}"
        own, count = plain, 1
        while own.casefold() in {taken.casefold() for taken in found.values()}:
            count += 1
            own = f"{plain}_{count}"
        found[name] = own
    return found


def _gains(alternatives: Sequence[Alternative], backdrop: Backdrop) -> Iterable[Row]:
    first = alternatives[0]
    for alternative in alternatives[1:]:
        region = alternative.region
        for change in difference(first, alternative).places:
            place = region.places[change.id]
            yield Row(
                {
                    "scenario": alternative.name,
                    "compared_with": first.name,
                    "place_id": place.id,
                    "name": place.name,
                    "municipality_code": place.municipality_code,
                    "municipality_name": region.municipalities[place.municipality_code].name,
                    "persons": change.persons,
                    "minutes_before": change.before,
                    "minutes_after": change.after,
                    "minutes_change": change.minutes,
                    "change": direction(change),
                    "unmet_before": change.unmet_before,
                    "unmet_after": change.unmet_after,
                },
                Point(backdrop.points[place.id]),
            )


def direction(change: Change) -> str | None:
    """`nearer`, `same` or `farther`; None where nobody takes part in one of the two."""
    if change.step is None:
        return None
    return "nearer" if change.step < 0 else "farther" if change.step > 0 else "same"
