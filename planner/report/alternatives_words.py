"""The words of near-optimal alternatives, in bokmål and English."""

from __future__ import annotations

from types import MappingProxyType

from planner.report.words import Texts

ALTERNATIVES_WORDS: Texts = MappingProxyType(
    {
        "title": (
            "{name}: planer som er nesten like gode som den beste",
            "{name}: plans that are nearly as good as the best",
        ),
        "title.different": (
            "{name}: ulike planer som er nesten like gode som den beste",
            "{name}: different plans that are nearly as good as the best",
        ),
        "scope": (
            "Den beste planen har {value}. Her er planer som er inntil {within} over. Tallene er per "
            "år; de for kommunene gjelder {names}.",
            "The best plan has {value}. Here are plans up to {within} above it. Figures are per year; "
            "those of municipalities are for {names}.",
        ),
        # ------------------------------------------------------------------ what is proven
        "proof.all": (
            "Bevist: dette er alle planene innenfor {within}.",
            "Proven: these are all the plans within {within}.",
        ),
        "proof.different": (
            "Bevist: alle de {found} planene innenfor {within} er sett på; disse er mest ulike.",
            "Proven: all {found} plans within {within} were looked at; these differ most.",
        ),
        "proof.best": (
            "Bevist: ingen plan utenfor lista er bedre enn noen i den. En plan som ikke står her, har "
            "minst {bound}.",
            "Proven: no plan outside the list is better than one in it. A plan that is not listed has "
            "at least {bound}.",
        ),
        "proof.partly": (
            "Stoppet før alt var sett på: en plan som ikke står her, kan ha ned til {bound}. Planer "
            "merket ≈ kan ha bedre planer foran seg som ikke er funnet.",
            "Stopped before everything was looked at: a plan that is not listed may have as little as "
            "{bound}. Plans marked ≈ may have better ones before them that were not found.",
        ),
        "proof.members": (
            "Inndelingene i samordningsenheter var for mange til å se på én for én: for hvert sett av "
            "kurssteder står den beste inndelingen som ble funnet; lista er ikke bevist fullstendig.",
            "There were too many divisions into units to look at one by one: for each set of places "
            "the best division found is listed, and the list is not proven complete.",
        ),
        "proof.gap": (
            "Hver plan er løst til et gap på {gap}; så mye kan en utelatt plan være bedre.",
            "Each plan is solved to a gap of {gap}; a plan left out may be better by so much.",
        ),
        "thinner": (
            "Utelatt: {count} som ville blitt bedre med kurs på ett sted til (--thinner tar dem med).",
            "Left out: {count} that courses in one more place make better (--thinner lists them).",
        ),
        "plans.one": ("1 plan", "1 plan"),
        "plans": ("{count} planer", "{count} plans"),
        # ------------------------------------------------------------------ the table
        "table": ("Planene", "The plans"),
        "column.number": ("plan", "plan"),
        "column.places": ("kurssteder", "courses in"),
        "column.seats": ("sete", "seat"),
        "column.value": ("{objective}", "{objective}"),
        "column.extra": ("mer enn den beste", "more than the best"),
        "column.venues": ("lokaler", "venues"),
        "column.staff": ("ansattes reisetimer", "staff travel hours"),
        "column.worst": ("min., verste kommune", "min., worst municipality"),
        "column.cost": ("kroner", "NOK"),
        "column.differs": ("avstand", "distance"),
        "nowhere": ("ingen kurs i regionen", "no courses in the region"),
        "absent": ("–", "–"),
        # ------------------------------------------------------------------ objectives
        "objective.travel": ("reisetimer", "travel hours"),
        "objective.cost": ("kostnad i kroner", "cost in NOK"),
        "objective.unmet": ("deltakere uten tilbud", "participants with no offer"),
        "objective.seat_travel": (
            "personminutter til enhetens sete",
            "person-minutes to the unit's seat",
        ),
        "objective.worst_travel": ("minutter lengste vei", "minutes of the longest way"),
        "objective.equity": (
            "minutter i kommunen med lengst vei",
            "minutes in the municipality with the longest way",
        ),
        "objective.reach": (
            "deltakere som ikke nås av kurs i regionen",
            "participants whom no local course reaches",
        ),
        # ------------------------------------------------------------------ a plan in a sentence
        "plans.title": ("Hva hver plan gir, mot den beste", "What each plan gives, against the best"),
        "plan": ("Plan {number}", "Plan {number}"),
        "best": ("den beste, med kurssteder {places}", "the best, with courses in {places}"),
        "best.nowhere": (
            "den beste, uten kurs i regionen",
            "the best, without courses in the region",
        ),
        "swap": ("{to} i stedet for {off}", "{to} instead of {off}"),
        "more": ("også {to}", "{to} as well"),
        "less": ("uten {off}", "without {off}"),
        "same_places": ("annen samordning", "other coordination"),
        "units": ("samordning: {units}", "coordination: {units}"),
        "unit": ("{name} ({members})", "{name} ({members})"),
        "unit.seat": ("sete {seat}, {name} ({members})", "seat {seat}, {name} ({members})"),
        "costs_more": (
            "{extra} flere {objective} ({share})",
            "{extra} more {objective} ({share})",
        ),
        "costs_nothing": ("like mange {objective}", "as many {objective}"),
        "amount_more": (
            "{extra} høyere {objective} ({share})",
            "{extra} higher {objective} ({share})",
        ),
        "amount_same": ("samme {objective}", "the same {objective}"),
        "gains": ("Færre reisetimer for {names}.", "Fewer travel hours for {names}."),
        "loses": ("Flere reisetimer for {names}.", "More travel hours for {names}."),
        "one": ("{name} ({hours} timer, {minutes} min)", "{name} ({hours} hours, {minutes} min)"),
        "one.hours": ("{name} ({hours} timer)", "{name} ({hours} hours)"),
        "others": (
            "De andre kommunene merker mindre enn en halv time.",
            "The other municipalities notice less than half an hour.",
        ),
        "nobody": (
            "Ingen kommune merker mer enn en halv time.",
            "No municipality notices more than half an hour.",
        ),
        "nearer": ("Kortere vei til setet for {names}.", "A shorter way to the seat for {names}."),
        "farther": ("Lengre vei til setet for {names}.", "A longer way to the seat for {names}."),
        "one.minutes": ("{name} ({minutes} min)", "{name} ({minutes} min)"),
        "staff": ("{change} reisetimer for de ansatte", "{change} travel hours for staff"),
        "venues": ("{change} lokaler", "{change} venues"),
        "venues.one": ("{change} lokale", "{change} venue"),
        "local": ("{change} deltakere på kurs i regionen", "{change} participants at local courses"),
        "unmet": ("{change} deltakere uten tilbud", "{change} participants with no offer"),
        "cost": ("{change} kroner", "{change} NOK"),
        "also": ("Ellers: {what}.", "Besides: {what}."),
        "improved": (
            "Et kurssted til ({places}) ville gjort den bedre.",
            "Courses in one more place ({places}) would make it better.",
        ),
        "rooms": (
            "Lokaler på samme sted regnes som ett valg; hvilket som brukes, avgjøres av målene etter "
            "reise. Disse står også til valg: {rooms}.",
            "Venues in one place count as one choice; which is used is left to the objectives after "
            "travel. These are to be had as well: {rooms}.",
        ),
        "rooms.of": ("{place}: {venues}", "{place}: {venues}"),
    }
)
