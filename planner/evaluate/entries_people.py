"""Coverage, the guideline, and who takes part: the indicators."""

from __future__ import annotations

from planner.evaluate.indicator import (
    DEMAND,
    NUMBER_UNIT,
    PEOPLE_UNIT,
    PERSONS_UNIT,
    SHARE_UNIT,
    WAYS,
    Indicator,
)
from planner.evaluate.places import backlog_years, places_of

PEOPLE: tuple[Indicator, ...] = (
    Indicator(
        "coverage_share",
        ("plan",),
        "Share of inhabitants who belong to a coordinating unit",
        SHARE_UNIT,
        formula="persons of municipalities in scope that are members of a unit / `persons_in_scope`",
        basis="scope",
        better="higher",
        decimals=2,
        rests_on=("population", "membership"),
        short="Coverage of the inhabitants",
        measure=lambda j: (j.persons - j.persons_outside) / j.persons if j.persons else 0.0,
        section="organisation",
    ),
    Indicator(
        "persons_in_scope",
        ("plan",),
        "Inhabitants in scope",
        PERSONS_UNIT,
        formula="Σ persons over the municipalities in scope",
        basis="scope",
        better=None,
        decimals=0,
        rests_on=("population",),
        measure=lambda j: j.persons,
    ),
    Indicator(
        "persons_outside",
        ("plan",),
        "Inhabitants outside every unit",
        PERSONS_UNIT,
        formula="Σ persons over the municipalities in scope that belong to no unit (`outside_codes`)",
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=("population", "membership"),
        solver_stage="outside",
        short="Inhabitants outside a unit",
        measure=lambda j: j.persons_outside,
        section="organisation",
        detail=True,
    ),
    Indicator(
        "units_open",
        ("plan",),
        "Coordinating units",
        NUMBER_UNIT,
        formula="Number of units in the plan",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=(),
        measure=lambda j: len(j.units),
    ),
    Indicator(
        "persons",
        ("unit", "municipality"),
        "Inhabitants",
        PERSONS_UNIT,
        formula=(
            "Of a unit P = Σ persons over all its members, in scope or not; of a municipality its own"
        ),
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=("population", "membership"),
        measure=lambda j: j.persons,
    ),
    Indicator(
        "threshold_status",
        ("unit",),
        "Verdict against the guideline",
        "verdict",
        formula=(
            "`within` where L ≤ P ≤ U; `about` where P < L and (L − P) / L < 0.05; `below` where "
            "shorter still; `above` where P > U (reported, no fault by itself)"
        ),
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=("population", "membership"),
    ),
    Indicator(
        "persons_short",
        ("plan", "unit"),
        "Inhabitants short of the lower estimate",
        PERSONS_UNIT,
        formula="max(0, L − P); over the plan Σ over units",
        basis="whole plan",
        better="lower",
        decimals=0,
        rests_on=("population", "membership"),
        solver_stage="shortfall",
        measure=lambda j: sum(unit.persons_short for unit in j.units),
    ),
    Indicator(
        "persons_above",
        ("plan", "unit"),
        "Inhabitants above the upper estimate",
        PERSONS_UNIT,
        formula="max(0, P − U); over the plan Σ over units",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=("population", "membership"),
        measure=lambda j: sum(unit.persons_above for unit in j.units),
    ),
    Indicator(
        "participants_total",
        ("plan", "municipality", "programme"),
        "Expected participants",
        PEOPLE_UNIT,
        formula=(
            "Σ persons[place] · rate[programme] / 1000; rate = demand level · share in the mix · "
            "factor. Equal to served + specialist + unmet + lost"
        ),
        basis="scope",
        better=None,
        decimals=1,
        rests_on=DEMAND,
        measure=lambda j: j.people.total,
    ),
    Indicator(
        "participants_served",
        ("plan", "municipality", "programme"),
        "Participants at local courses",
        PEOPLE_UNIT,
        formula="Σ share · participants over those who attend at a venue, guests included",
        basis="scope",
        better="higher",
        decimals=1,
        rests_on=WAYS,
        short="Local participants a year",
        measure=lambda j: j.people.served,
        section="offer",
    ),
    Indicator(
        "participants_specialist",
        ("plan", "municipality", "programme"),
        "Participants at the specialist service",
        PEOPLE_UNIT,
        formula="Σ share · participants over those who take part at a specialist service",
        basis="scope",
        better=None,
        decimals=1,
        rests_on=WAYS,
        short="Participants at {specialist}",
        measure=lambda j: j.people.specialist,
        section="offer",
    ),
    Indicator(
        "participants_unmet",
        ("plan", "municipality", "programme"),
        "With no offer",
        PEOPLE_UNIT,
        formula=(
            "Σ share · participants over those with no offer; demand that no row of the plan takes up "
            "is counted here"
        ),
        basis="scope",
        better="lower",
        decimals=1,
        rests_on=WAYS,
        solver_stage="unmet",
        short="With no offer",
        measure=lambda j: j.people.unmet,
        section="offer",
    ),
    Indicator(
        "participants_lost",
        ("plan", "municipality", "programme"),
        "Do not come, for the way they have",
        PEOPLE_UNIT,
        formula=(
            "Σ share · participants · (1 − φ(t)) over those with an offer; φ is the share that comes "
            "when the way takes t minutes (`participation`), 1 where the scenario states none. Where "
            "people choose for themselves, those who choose to stay at home"
        ),
        basis="scope",
        better="lower",
        decimals=1,
        rests_on=WAYS,
        short="Do not come, for the way",
        measure=lambda j: j.people.lost,
        section="offer",
    ),
    Indicator(
        "specialist_places",
        ("plan",),
        "Places at the specialist service",
        PEOPLE_UNIT,
        formula=(
            "Σ places a year over the services; absent where nobody states them, and then everybody is "
            "assumed to find a place"
        ),
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=("specialist",),
        short="Places a year at {specialist}",
        measure=lambda j: places_of(j.facts),
        section="offer",
    ),
    Indicator(
        "specialist_backlog_years",
        ("plan",),
        "Growth of the queue to the specialist service",
        "years/year",
        formula=(
            "Those with no offer in a programme that the specialist service holds / "
            "`participants_specialist`: by how many years' work of the service the queue grows in a "
            "year. Absent where places are not limited or nobody takes part there"
        ),
        basis="scope",
        better="lower",
        decimals=1,
        rests_on=WAYS,
        short="Queue to {specialist} grows by (years)",
        measure=lambda j: backlog_years(j.facts, j.rows),
        section="offer",
    ),
)
