"""The words of explanations, in bokmål and English: rules, and the smallest change of each.

Values are set in by name: numbers in the language's style, ids as names.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Both = tuple[str, str]

RULES: Mapping[str, Both] = MappingProxyType(
    {
        "threshold_low": (
            "Hver enhet skal ha minst {low} innbyggere",
            "Every unit has at least {low} inhabitants",
        ),
        "threshold_high": (
            "Ingen enhet skal ha mer enn {most} innbyggere",
            "No unit has more than {most} inhabitants",
        ),
        "contiguity": (
            "Medlemmene i en enhet skal henge sammen",
            "The members of a unit hang together",
        ),
        "outside": (
            "Ingen kommune skal stå utenfor",
            "No municipality stands outside",
        ),
        "staffing": (
            "Timene skal få plass i stillingene",
            "The hours of work fit the posts",
        ),
        "fixed_member": (
            "{municipalities} skal høre til {units}",
            "{municipalities} belongs to {units}",
        ),
        "must_open": (
            "{units} skal være åpen",
            "{units} is open",
        ),
        "units_count_min": (
            "Antall enheter er minst {count}",
            "There are at least {count} units",
        ),
        "units_count_max": (
            "Antall enheter er høyst {count}",
            "There are at most {count} units",
        ),
        "nearest": (
            "Folk deltar på det nærmeste kurset",
            "People take part at the nearest course",
        ),
        "capacity": (
            "Et lokale tar ikke flere samlinger enn det har plass til",
            "A venue takes no more meetings than it has room for",
        ),
        "own_unit_own": (
            "Folk deltar bare på kurs i sin egen enhet",
            "People take part at courses of their own unit only",
        ),
        "own_unit_guests": (
            "Bare folk fra kommuner utenfor enhetene er gjester på andres kurs",
            "Only people of municipalities outside the units are guests at others' courses",
        ),
        "located_in": (
            "En enhet holder kurs bare i medlemskommunene",
            "A unit holds courses in its member municipalities only",
        ),
        "joins": (
            "For små grupper kan ikke gå inn i et felles kurs",
            "Groups that are too small may not join a general course",
        ),
        "group_min": (
            "Et kurs trenger en hel gruppe (inntil {most} deltakere, etter tilbudet)",
            "A course needs a whole group (up to {most} participants, by programme)",
        ),
        "fill_probability": (
            "Hvert kurs skal fylles med minst {percent} % sannsynlighet",
            "Every course fills with a probability of at least {percent}%",
        ),
        "strategy_one_base": (
            "Kurs holdes bare i {places}",
            "Courses are held in {places} only",
        ),
        "strategy_two_bases": (
            "Kurs holdes bare i {places}",
            "Courses are held in {places} only",
        ),
        "strategy_municipal_seats": (
            "Kurs holdes bare i kommunesentrene",
            "Courses are held in the municipal centres only",
        ),
        "strategy_listed": (
            "Kurs holdes bare i {venues}",
            "Courses are held in {venues} only",
        ),
        "strategy_none": (
            "Det holdes ingen lokale kurs",
            "No local courses are held",
        ),
        "venues_off": (
            "Disse brukes ikke: {venues}",
            "These are not used: {venues}",
        ),
        "venues_count_max": (
            "Antall lokaler i bruk er høyst {count}",
            "At most {count} venues are in use",
        ),
        "specialist_share": (
            "Høyst {percent} % av deltakerne deltar i spesialisthelsetjenesten",
            "At most {percent}% of the participants take part at the specialist service",
        ),
        "minutes": (
            "Ingen reiser lenger enn {minutes} minutter én vei",
            "Nobody travels more than {minutes} minutes one way",
        ),
        "budget": (
            "Planen koster høyst {nok} kroner i året",
            "The plan costs at most {nok} NOK a year",
        ),
        "in_use": (
            "{venues} skal være i bruk",
            "{venues} is in use",
        ),
        "unmet_share": (
            "Høyst {percent} % av deltakerne er uten tilbud",
            "At most {percent}% of the participants are without an offer",
        ),
        "limit_unmet": (
            "Høyst {most} deltakere i året er uten tilbud",
            "At most {most} participants a year are without an offer",
        ),
        "limit_travel": (
            "Reisetiden er høyst {most} timer i året",
            "Travel comes to at most {most} hours a year",
        ),
        "limit_cost": (
            "Kostnaden er høyst {most} kroner i året",
            "The cost is at most {most} NOK a year",
        ),
        "limit_worst_travel": (
            "Ingen som deltar, har lengre vei enn {most} minutter",
            "Nobody who takes part has a longer way than {most} minutes",
        ),
        "limit_equity": (
            "Ingen kommune har lengre vei i gjennomsnitt enn {most} minutter",
            "No municipality has a longer mean way than {most} minutes",
        ),
        "limit_reach": (
            "Høyst {most} deltakere i året nås ikke av et lokalt kurs",
            "At most {most} participants a year are not reached by a local course",
        ),
        "given_members": (
            "{units} består av {municipalities} ({persons} innbyggere)",
            "{units} consists of {municipalities} ({persons} inhabitants)",
        ),
        "given_units": (
            "Enhetene er {units}",
            "The units are {units}",
        ),
    }
)
"""What a rule asks, without a full stop."""

STEPS: Mapping[str, Both] = MappingProxyType(
    {
        "threshold_low": (
            "Senk den nedre grensen fra {low} til {new} innbyggere",
            "Lower the guideline from {low} to {new} inhabitants",
        ),
        "threshold_high": (
            "Hev den øvre grensen fra {most} til {new} innbyggere",
            "Raise the upper end from {most} to {new} inhabitants",
        ),
        "contiguity_boats": (
            "La båt og ferge binde kommuner sammen",
            "Let boats and ferries connect municipalities",
        ),
        "contiguity": (
            "La en enhet ha medlemmer som ikke henger sammen",
            "Let a unit have members that do not hang together",
        ),
        "outside": (
            "La noen stå utenfor: {municipalities} ({persons} innbyggere)",
            "Let some stand outside: {municipalities} ({persons} inhabitants)",
        ),
        "staffing": (
            "La timene gå ut over stillingene",
            "Let the hours of work exceed the posts",
        ),
        "fixed_member": (
            "La {municipalities} høre til en annen enhet enn {units}",
            "Let {municipalities} belong to another unit than {units}",
        ),
        "must_open": (
            "La {units} utgå",
            "Let {units} go",
        ),
        "units_count_min": (
            "{new_units} i stedet for {count_word}",
            "{new_units} instead of {count_word}",
        ),
        "units_count_max": (
            "Inntil {new_units} i stedet for {count_word}",
            "Up to {new_units} instead of {count_word}",
        ),
        "nearest": (
            "La folk reise forbi et nærmere kurs",
            "Let people pass a nearer course",
        ),
        "capacity": (
            "La lokaler ta flere samlinger enn de er regnet å ha plass til",
            "Let venues take more meetings than they are reckoned to have room for",
        ),
        "own_unit_guests_let_in": (
            "La folk fra kommuner utenfor enhetene være gjester på kursene",
            "Let people of municipalities outside the units be guests at the courses",
        ),
        "own_unit_anywhere": (
            "La folk delta på kurs i hvilken som helst enhet",
            "Let people take part at courses of any unit",
        ),
        "located_in": (
            "La en enhet holde kurs utenfor medlemskommunene",
            "Let a unit hold courses outside its member municipalities",
        ),
        "joins": (
            "La for små grupper gå inn i et felles kurs",
            "Let groups that are too small join a general course",
        ),
        "group_min": (
            "La et kurs gå med {new} deltakere i stedet for {most}",
            "Let a course be held with {new} participants instead of {most}",
        ),
        "fill_probability": (
            "Krev {new} % sannsynlighet for at et kurs fylles, i stedet for {percent} %",
            "Ask that a course fills with a probability of {new}% instead of {percent}%",
        ),
        "more_venues": (
            "La det holdes kurs også her: {venues}",
            "Let courses be held here as well: {venues}",
        ),
        "venues_count_max": (
            "Inntil {new} lokaler i bruk i stedet for {count}",
            "Up to {new} venues in use instead of {count}",
        ),
        "specialist_share": (
            "La {new} % delta i spesialisthelsetjenesten i stedet for {percent} %",
            "Let {new}% take part at the specialist service instead of {percent}%",
        ),
        "minutes": (
            "Tillat {new} minutter i stedet for {minutes}",
            "Allow {new} minutes instead of {minutes}",
        ),
        "budget": (
            "Hev budsjettet fra {nok} til {new} kroner i året",
            "Raise the budget from {nok} to {new} NOK a year",
        ),
        "in_use": (
            "Ikke krev at {venues} er i bruk",
            "Do not ask that {venues} is in use",
        ),
        "unmet_share": (
            "La {new} % av deltakerne være uten tilbud i stedet for {percent} % ({persons} i året)",
            "Let {new}% of the participants be without an offer instead of {percent}% ({persons} a "
            "year)",
        ),
        "limit_unmet": (
            "La {new} deltakere i året være uten tilbud i stedet for {most}",
            "Let {new} participants a year be without an offer instead of {most}",
        ),
        "limit_travel": (
            "Tillat {new} reisetimer i året i stedet for {most}",
            "Allow {new} travel hours a year instead of {most}",
        ),
        "limit_cost": (
            "Tillat {new} kroner i året i stedet for {most}",
            "Allow {new} NOK a year instead of {most}",
        ),
        "limit_worst_travel": (
            "Tillat {new} minutter for den som har lengst vei, i stedet for {most}",
            "Allow {new} minutes for whoever has the longest way instead of {most}",
        ),
        "limit_equity": (
            "Tillat {new} minutter i gjennomsnitt for kommunen som har lengst vei, i stedet for {most}",
            "Allow a mean of {new} minutes for the municipality with the longest way instead of {most}",
        ),
        "limit_reach": (
            "La {new} deltakere i året være uten et lokalt kurs i stedet for {most}",
            "Let {new} participants a year go without a local course instead of {most}",
        ),
        "join_units": (
            "Ta med {municipalities} i {units} ({persons} innbyggere)",
            "Add {municipalities} to {units} ({persons} inhabitants)",
        ),
        "join": (
            "Ta med {municipalities} ({persons} innbyggere)",
            "Add {municipalities} ({persons} inhabitants)",
        ),
        "fewer_units": (
            "{count_units} i stedet for {before_word}: {units} tar over {municipalities} ({persons} "
            "innbyggere)",
            "{count_units} instead of {before_word}: {units} takes over {municipalities} ({persons} "
            "inhabitants)",
        ),
        "move": (
            "Flytt {municipalities} til {units} ({persons} innbyggere)",
            "Move {municipalities} to {units} ({persons} inhabitants)",
        ),
        "off": (
            "Ta bort kravet «{rule}»",
            "Give up “{rule}”",
        ),
    }
)
"""A change, as a request without a full stop."""

LABELS: Mapping[str, Both] = MappingProxyType(
    {
        "infeasible": (
            "Ingen plan kan oppfylle scenariet.",
            "No plan can satisfy the scenario.",
        ),
        "as_if_hard": (
            "Scenariet har en plan, men ikke en der alle enheter har minst {low} innbyggere. Her "
            "forklares hvorfor, som om grensen var fast.",
            "The scenario has a plan, but none in which every unit has at least {low} inhabitants. "
            "Here is why, as if the guideline were hard.",
        ),
        "feasible": (
            "Scenariet har en plan; det er ingenting å forklare.",
            "The scenario has a plan; there is nothing to explain.",
        ),
        "undecided": (
            "Det lot seg ikke avgjøre innen tidsgrensen om scenariet har en plan.",
            "It could not be settled within the time limit whether the scenario has a plan.",
        ),
        "arithmetic": (
            "Regnestykket",
            "Arithmetic",
        ),
        "conflict": (
            "Dette kan ikke gjelde samtidig",
            "These cannot all hold",
        ),
        "not_minimal": (
            "Tidsgrensen kom før det var vist at alt dette må med.",
            "The time limit came before it was shown that all of these are needed.",
        ),
        "relaxations": (
            "De minste endringene som gir en plan, den minste først",
            "The smallest changes that give a plan, the smallest first",
        ),
        "no_relaxation": (
            "Ingen endring av inntil tre regler ble funnet.",
            "No change of up to three rules was found.",
        ),
        "not_tight": (
            "ikke vist at en mindre endring ikke er nok",
            "not shown that a smaller change is not enough",
        ),
        "measure": (
            "Prosenten er hvor mye av det scenariet sier som gis opp: av tallet, av listen eller av "
            "innbyggerne det gjelder; for andeler og sannsynligheter prosentpoeng; en regel som bare "
            "kan slås av, teller 100 %. Hver endring er løst med, og planen er kontrollert.",
            "The percentage is how much of what the scenario says is given up: of the number, the "
            "list or the inhabitants concerned; for shares and probabilities percentage points; a "
            "rule that can only be switched off counts 100%. Each change was solved with, and its "
            "plan was verified.",
        ),
        "change": ("Endring: {share}", "Change: {share}"),
        "by_hand": (
            "ta ut {name} ({origin})",
            "take out {name} ({origin})",
        ),
        "default": (
            "standardverdi",
            "default",
        ),
        "effect": (
            "{hours} reisetimer i året, {minutes} minutter i verste kommune, {unmet} uten tilbud, "
            "{nok}",
            "{hours} travel hours a year, {minutes} minutes in the worst-off municipality, {unmet} "
            "without an offer, {nok}",
        ),
        "nok": (
            "{nok} kroner i året",
            "{nok} NOK a year",
        ),
        "no_nok": (
            "kostnad ikke kjent",
            "cost not known",
        ),
        "no_minutes": (
            "ingen",
            "no",
        ),
        "unproven": (
            " (planen er ikke bevist best)",
            " (the plan is not proven best)",
        ),
        "unit_one": (
            "én enhet",
            "one unit",
        ),
        "unit_many": (
            "{count} enheter",
            "{count} units",
        ),
    }
)

COUNTS: tuple[tuple[str, ...], tuple[str, ...]] = (
    ("ingen", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    (
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
)
"""Small counts in words."""
