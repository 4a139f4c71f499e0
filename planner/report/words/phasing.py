"""Sentences and labels of phasing."""

from __future__ import annotations

from planner.texts import Texts

PHASING_WORDS = Texts(
    "phasing",
    {
        "title": "What comes first: {title}",
        "lead": (
            "{count} measures, {periods} periods, {years} years in all. The figures are of {persons} "
            "inhabitants of {names}: everybody who is served at some time."
        ),
        "table": "The best order, a year of each period",
        "period": "period",
        "years": "years",
        "opens": "opens",
        "served": "at courses in the region",
        "hospital": "at {specialist}",
        "unmet": "with no offer",
        "hours": "hours on the road",
        "nok": "NOK, the municipalities",
        "posts": "posts",
        "nothing": "nothing new",
        "year_one": "{first}",
        "year_span": "{first}–{last}",
        "period_title": "Period {number}: {opens}",
        "period_title_none": "Period {number}: nothing new opens",
        "unit": "{name}",
        "partner": "{name} as partner of {unit}",
        "venue": "courses at {name}",
        "programme": "{name}",
        "programmes": "{count} programmes ({names})",
        "what": "What it is worth",
        "sum": (
            "Over {years} years: {served} participants at courses in the region, {hours} hours on the "
            "road."
        ),
        "aim.unmet": "participants with no offer",
        "aim.reach": "participants whom no local course reaches",
        "aim.travel": "hours on the road",
        "aim.seat_travel": "person-minutes to the seat",
        "proven": (
            "No other order within the limits does better: {aims}. That is proven, by the plans of "
            "{states} states, each of them the best possible."
        ),
        "within": (
            "No other order within the limits is known to do better: {aims}. The plans of {states} "
            "states that this rests on are within {gap} of the best possible."
        ),
        "aims": "first as little as possible of {first}",
        "aims_then": "first as little as possible of {first}, then of {rest}",
        "greedy_same": "To take what is best in each period by itself comes to the same.",
        "greedy_loses": (
            "To take what is best in each period by itself loses by it: {lost} over the {years} years."
        ),
        "greedy_stuck": (
            "To take what is best in each period by itself comes to a dead end: what is left cannot be "
            "opened within the limits."
        ),
        "lost_unmet": "{count} more participants with no offer",
        "lost_reach": "{count} more participants whom no local course reaches",
        "lost_travel": "{count} more hours on the road",
        "lost_seat_travel": "{count} more person-minutes to the seat",
        "left": "Not open in the last period, for the limits do not allow it: {names}.",
        "stands": (
            "Nothing is built down before the other stands: a municipality stays in the unit that it "
            "has until its new one opens."
        ),
        "not_counted": (
            "What it takes to build something up (training, agreements, equipment) is not known and "
            "not counted."
        ),
        "chart.title": "{title}: what each period is worth",
        "chart.served": "Participants a year at courses in the region",
        "chart.hours": "Hours on the road a year",
        "chart.best": "best order",
        "chart.greedy": "the best in each period by itself",
        "chart.year": "year",
    },
)
