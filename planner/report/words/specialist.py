"""What people call the specialist services of a region."""

from __future__ import annotations

from planner.region import Region
from planner.report.words.tables import say
from planner.texts import Lang


def specialist_name(region: Region, lang: Lang) -> str:
    """What people call the region's specialist services.

    The one there is by its name, several by the abbreviation that all their names begin with (UNN),
    and otherwise in general.
    """
    names = [service.name.split(",")[0].strip() for service in region.specialist_services.values()]
    if len(names) == 1:
        return names[0]
    first = {name.split()[0] for name in names}
    if len(first) == 1 and (abbreviation := first.pop()).isupper():
        return abbreviation
    return say(lang, "specialist.any")
