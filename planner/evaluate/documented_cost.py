"""Agreements, posts and cost: the indicators documented."""

from __future__ import annotations

from planner.evaluate.indicator import (
    COST,
    NOK_UNIT,
    NUMBER_UNIT,
    IndicatorDoc,
)

ORGANISATION: tuple[IndicatorDoc, ...] = (
    IndicatorDoc(
        "agreements_existing",
        ("plan", "unit"),
        "Agreements that exist",
        NUMBER_UNIT,
        formula=(
            "The model's counting rule: a unit of several members needs one agreement per member "
            "municipality but that of the seat; a unit of one needs none. An agreement exists where "
            "the unit exists today and the region's own table has the municipality among its members"
        ),
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=("membership",),
    ),
    IndicatorDoc(
        "agreements_new",
        ("plan", "unit"),
        "Agreements to be made",
        NUMBER_UNIT,
        formula="Agreements needed (as above) less those that exist",
        basis="whole plan",
        better="lower",
        decimals=0,
        rests_on=("membership",),
    ),
    IndicatorDoc(
        "posts_fte",
        ("plan",),
        "Coordinators' posts",
        "full-time posts",
        formula="Σ `coordinator_fte` over the units",
        basis="whole plan",
        better=None,
        decimals=1,
        rests_on=("posts",),
    ),
    IndicatorDoc(
        "coordinator_fte",
        ("unit",),
        "Coordinators' posts",
        "full-time posts",
        formula="Of the region's table or the scenario's new unit",
        basis="whole plan",
        better=None,
        decimals=1,
        rests_on=("posts",),
    ),
    IndicatorDoc(
        "cost_nok",
        ("plan",),
        "Cost, total",
        NOK_UNIT,
        formula=(
            "Posts (`coordinator_fte` · post_cost) + fixed cost of units (none where none is given) + "
            "fixed cost of venues in use + courses a year · meetings · (professionals · hours per "
            "meeting · professional_hour + user representatives · user_representative_meeting) + "
            "mileage · km there and back of professionals (each in a car) and of participants, the "
            "way to the specialist included. The scope's share: of posts and units by inhabitants, of "
            "venues and courses by participants, of mileage its people's own. Absent, with the "
            "reason, where a price is missing"
        ),
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=COST,
        solver_stage="cost",
    ),
    IndicatorDoc(
        "cost_nok_municipalities",
        ("plan",),
        "Cost to the municipalities",
        NOK_UNIT,
        formula=(
            "What units pay whose `payer` is `municipalities`: posts, fixed cost, venues, those who "
            "hold the courses and their mileage"
        ),
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=COST,
    ),
    IndicatorDoc(
        "cost_nok_hospital_trust",
        ("plan",),
        "Cost to the hospital trust (its own courses aside)",
        NOK_UNIT,
        formula="The same of units whose `payer` is `hospital_trust`",
        basis="scope",
        better=None,
        decimals=0,
        rests_on=COST,
    ),
    IndicatorDoc(
        "cost_nok_grants",
        ("plan",),
        "Grants",
        NOK_UNIT,
        formula=(
            "What `units.grants` of the scenario bears of a unit's cost in its payer's stead, at most "
            "all of it; the scope's share is the unit's"
        ),
        basis="scope",
        better=None,
        decimals=0,
        rests_on=COST,
    ),
    IndicatorDoc(
        "cost_nok_users",
        ("plan",),
        "Cost to the users",
        NOK_UNIT,
        formula="Participants' mileage, to local courses and to the specialist, whoever refunds it",
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=COST,
    ),
    IndicatorDoc(
        "cost_nok_per_person",
        ("plan",),
        "Cost per inhabitant",
        "NOK/year per inhabitant",
        formula="`cost_nok` / `persons_in_scope`",
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=COST,
    ),
    IndicatorDoc(
        "cost_nok_plan",
        ("plan",),
        "Cost, whole plan",
        NOK_UNIT,
        formula=(
            "As `cost_nok`, but for everybody the plan serves: what the stage `cost` makes as small "
            "as possible"
        ),
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=COST,
        solver_stage="cost",
    ),
)
