"""The words of explanations: rules, and the smallest change of each.

Values are set in by name: numbers in the language's style, ids as names.
"""

from __future__ import annotations

from planner.texts import Texts

RULES = Texts(
    "explanation.rule",
    {
        "threshold_low": "Every unit has at least {low} inhabitants",
        "threshold_high": "No unit has more than {most} inhabitants",
        "contiguity": "The members of a unit hang together",
        "outside": "No municipality stands outside",
        "staffing": "The hours of work fit the posts",
        "fixed_member": "{municipalities} belongs to {units}",
        "must_open": "{units} is open",
        "units_count_min": "There are at least {count} units",
        "units_count_max": "There are at most {count} units",
        "nearest": "People take part at the nearest course",
        "choice_nearest": "People choose the nearest course",
        "choice_logit": "People choose for themselves among the offers",
        "single_source": "The people of a place keep together",
        "capacity": "A venue takes no more meetings than it has room for",
        "own_unit_own": "People take part at courses of their own unit only",
        "own_unit_guests": (
            "Only people of municipalities outside the units are guests at others' courses"
        ),
        "located_in": "A unit holds courses in its member municipalities only",
        "joins": "Groups that are too small may not join a general course",
        "group_min": "A course needs a whole group (up to {most} participants, by programme)",
        "fill_probability": "Every course fills with a probability of at least {percent}%",
        "strategy_one_base": "Courses are held in {places} only",
        "strategy_two_bases": "Courses are held in {places} only",
        "strategy_municipal_seats": "Courses are held in the municipal centres only",
        "strategy_listed": "Courses are held in {venues} only",
        "strategy_none": "No local courses are held",
        "venues_off": "These are not used: {venues}",
        "venues_count_max": "At most {count} venues are in use",
        "specialist_share": (
            "At most {percent}% of the participants take part at the specialist service"
        ),
        "minutes": "Nobody travels more than {minutes} minutes one way",
        "budget": "The plan costs at most {nok} NOK a year",
        "in_use": "{venues} is in use",
        "unmet_share": "At most {percent}% of the participants are without an offer",
        "limit_unmet": "At most {most} participants a year are without an offer",
        "limit_travel": "Travel comes to at most {most} hours a year",
        "limit_cost": "The cost is at most {most} NOK a year",
        "limit_worst_travel": "Nobody who takes part has a longer way than {most} minutes",
        "limit_equity": "No municipality has a longer mean way than {most} minutes",
        "limit_reach": "At most {most} participants a year are not reached by a local course",
        "given_members": "{units} consists of {municipalities} ({persons} inhabitants)",
        "given_units": "The units are {units}",
    },
)
"""What a rule asks, without a full stop."""

STEPS = Texts(
    "explanation.step",
    {
        "threshold_low": "Lower the guideline from {low} to {new} inhabitants",
        "threshold_high": "Raise the upper end from {most} to {new} inhabitants",
        "contiguity_boats": "Let boats and ferries connect municipalities",
        "contiguity": "Let a unit have members that do not hang together",
        "outside": "Let some stand outside: {municipalities} ({persons} inhabitants)",
        "staffing": "Let the hours of work exceed the posts",
        "fixed_member": "Let {municipalities} belong to another unit than {units}",
        "must_open": "Let {units} go",
        "units_count_min": "{new_units} instead of {count_word}",
        "units_count_max": "Up to {new_units} instead of {count_word}",
        "nearest": "Let people pass a nearer course",
        "choice_nearest": "Let the plan say where people go, not the nearest course",
        "choice_logit": "Let the plan say where people go, not their own choice",
        "single_source": "Let the people of a place go to different venues",
        "capacity": "Let venues take more meetings than they are reckoned to have room for",
        "own_unit_guests_let_in": (
            "Let people of municipalities outside the units be guests at the courses"
        ),
        "own_unit_anywhere": "Let people take part at courses of any unit",
        "located_in": "Let a unit hold courses outside its member municipalities",
        "joins": "Let groups that are too small join a general course",
        "group_min": "Let a course be held with {new} participants instead of {most}",
        "fill_probability": (
            "Ask that a course fills with a probability of {new}% instead of {percent}%"
        ),
        "more_venues": "Let courses be held here as well: {venues}",
        "venues_count_max": "Up to {new} venues in use instead of {count}",
        "specialist_share": "Let {new}% take part at the specialist service instead of {percent}%",
        "minutes": "Allow {new} minutes instead of {minutes}",
        "budget": "Raise the budget from {nok} to {new} NOK a year",
        "in_use": "Do not ask that {venues} is in use",
        "unmet_share": (
            "Let {new}% of the participants be without an offer instead of {percent}% ({persons} a "
            "year)"
        ),
        "limit_unmet": "Let {new} participants a year be without an offer instead of {most}",
        "limit_travel": "Allow {new} travel hours a year instead of {most}",
        "limit_cost": "Allow {new} NOK a year instead of {most}",
        "limit_worst_travel": "Allow {new} minutes for whoever has the longest way instead of {most}",
        "limit_equity": (
            "Allow a mean of {new} minutes for the municipality with the longest way instead of {most}"
        ),
        "limit_reach": "Let {new} participants a year go without a local course instead of {most}",
        "join_units": "Add {municipalities} to {units} ({persons} inhabitants)",
        "join": "Add {municipalities} ({persons} inhabitants)",
        "fewer_units": (
            "{count_units} instead of {before_word}: {units} takes over {municipalities} ({persons} "
            "inhabitants)"
        ),
        "move": "Move {municipalities} to {units} ({persons} inhabitants)",
        "off": "Give up “{rule}”",
    },
)
"""A change, as a request without a full stop."""

LABELS = Texts(
    "explanation",
    {
        "infeasible": "No plan can satisfy the scenario.",
        "as_if_hard": (
            "The scenario has a plan, but none in which every unit has at least {low} inhabitants. "
            "Here is why, as if the guideline were hard."
        ),
        "feasible": "The scenario has a plan; there is nothing to explain.",
        "undecided": "It could not be settled within the time limit whether the scenario has a plan.",
        "arithmetic": "Arithmetic",
        "conflict": "These cannot all hold",
        "rules": "These rules have no plan together",
        "not_minimal": "The time limit came before it was shown that all of these are needed.",
        "relaxations": "The smallest changes that give a plan, the smallest first",
        "no_relaxation": "No change of up to three rules was found.",
        "not_tight": "not shown that a smaller change is not enough",
        "measure": (
            "The percentage is how much of what the scenario says is given up: of the number, the "
            "list or the inhabitants concerned; for shares and probabilities percentage points; a "
            "rule that can only be switched off counts 100%. Each change was solved with, and its "
            "plan was verified."
        ),
        "change": "Change: {share}",
        "by_hand": "take out {name} ({origin})",
        "default": "default",
        "effect": (
            "{hours} travel hours a year, {minutes} minutes in the worst-off municipality, {unmet} "
            "without an offer, {nok}"
        ),
        "nok": "{nok} NOK a year",
        "no_nok": "cost not known",
        "no_minutes": "no",
        "unproven": " (the plan is not proven best)",
        "unit_one": "one unit",
        "unit_many": "{count} units",
    },
)

COUNTS = Texts(
    "explanation.count",
    {
        "0": "no",
        "1": "one",
        "2": "two",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "11": "eleven",
        "12": "twelve",
    },
)
"""Small counts in words."""
