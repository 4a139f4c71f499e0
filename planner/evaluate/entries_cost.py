"""Agreements, posts and cost: the indicators."""

from __future__ import annotations

from planner.evaluate.cost import GRANTS, USERS
from planner.evaluate.indicator import (
    COST,
    NOK_UNIT,
    NUMBER_UNIT,
    Indicator,
)
from planner.evaluate.judged import ratio

ORGANISATION: tuple[Indicator, ...] = (
    Indicator(
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
        short="Agreements that exist",
        measure=lambda j: sum(unit.agreements_existing for unit in j.units),
        section="organisation",
    ),
    Indicator(
        "agreements_new",
        ("plan", "unit"),
        "Agreements to be made",
        NUMBER_UNIT,
        formula="Agreements needed (as above) less those that exist",
        basis="whole plan",
        better="lower",
        decimals=0,
        rests_on=("membership",),
        short="Agreements to be made",
        measure=lambda j: sum(unit.agreements_new for unit in j.units),
        section="organisation",
    ),
    Indicator(
        "posts_fte",
        ("plan",),
        "Coordinators' posts",
        "full-time posts",
        formula="Σ `coordinator_fte` over the units",
        basis="whole plan",
        better=None,
        decimals=1,
        rests_on=("posts",),
        measure=lambda j: j.posts_fte,
        section="organisation",
    ),
    Indicator(
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
    Indicator(
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
        short="NOK a year, total",
        measure=lambda j: j.cost.total(),
        section="cost",
    ),
    Indicator(
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
        short="… municipalities",
        measure=lambda j: j.cost.total("municipalities"),
        section="cost",
    ),
    Indicator(
        "cost_nok_hospital_trust",
        ("plan",),
        "Cost to the hospital trust (its own courses aside)",
        NOK_UNIT,
        formula="The same of units whose `payer` is `hospital_trust`",
        basis="scope",
        better=None,
        decimals=0,
        rests_on=COST,
        short="… hospital trust",
        measure=lambda j: j.cost.total("hospital_trust"),
        section="cost",
    ),
    Indicator(
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
        short="… grants",
        measure=lambda j: j.cost.total(GRANTS),
        section="cost",
        detail=True,
    ),
    Indicator(
        "cost_nok_users",
        ("plan",),
        "Cost to the users",
        NOK_UNIT,
        formula="Participants' mileage, to local courses and to the specialist, whoever refunds it",
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=COST,
        short="… users (mileage)",
        measure=lambda j: j.cost.total(USERS),
        section="cost",
    ),
    Indicator(
        "cost_nok_per_person",
        ("plan",),
        "Cost per inhabitant",
        "NOK/year per inhabitant",
        formula="`cost_nok` / `persons_in_scope`",
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=COST,
        short="NOK per inhabitant",
        measure=lambda j: ratio(j.cost.total(), j.persons),
        section="cost",
    ),
    Indicator(
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
        measure=lambda j: j.cost.total_plan(),
    ),
)
