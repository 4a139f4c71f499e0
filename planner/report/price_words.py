"""The words of prices, in bokmål and English; rules are worded as in explanations."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.report.explanation_words import RULES, Both

THINGS: Mapping[str, Both] = MappingProxyType(
    {
        **RULES,
        "guideline_soft": (
            "Enhetene skal komme så nær {low} innbyggere som mulig",
            "Units come as close to {low} inhabitants as they can",
        ),
        "given_units": (
            "Hvem som hører til hvilken enhet, er lagt fast",
            "Who belongs to which unit is fixed",
        ),
        "lose_venue": ("{venues}", "{venues}"),
        "lose_base": ("Base i {places} ({units})", "Base in {places} ({units})"),
        "lose_only_base": ("Eneste base, {places} ({units})", "Only base, {places} ({units})"),
        "lose_unit": ("Enheten {units}", "The unit {units}"),
        "use_venue": ("{venues}", "{venues}"),
        "add_base": ("Base også i {places} ({units})", "A base in {places} as well ({units})"),
        "open_unit": ("Enheten {units}", "The unit {units}"),
    }
)
"""What could be otherwise, without a full stop."""

PRICE_LABELS: Mapping[str, Both] = MappingProxyType(
    {
        "title": (
            "{name}: hva koster det?",
            "{name}: what does it cost?",
        ),
        "scope": (
            "Tallene gjelder per år for {names}. De er planen slik den ville blitt, minus planen slik"
            " den er: pluss er mer.",
            "Figures are per year, for {names}. They are the plan as it would be less the plan as it "
            "is: plus is more.",
        ),
        "as_it_is": (
            "Planen slik den er: {hours} reisetimer, {minutes} minutter i verste kommune ({worst}), "
            "{unmet} uten tilbud, {nok}.",
            "The plan as it is: {hours} travel hours, {minutes} minutes in the worst-off municipality"
            " ({worst}), {unmet} without an offer, {nok}.",
        ),
        "nok": (
            "{nok} kroner",
            "{nok} NOK",
        ),
        "no_nok": (
            "kostnad ikke kjent",
            "cost not known",
        ),
        "rules": (
            "Regler, grenser og tvungne valg: planen uten dem",
            "Rules, limits and forced choices: the plan without them",
        ),
        "used": (
            "Det planen bruker: planen om det faller bort",
            "What the plan uses: the plan if it is lost",
        ),
        "unused": (
            "Det planen ikke bruker: planen om det må brukes, eller om det også er en base der",
            "What the plan does not use: the plan if it has to be used, or if there is a base as well",
        ),
        "what": (
            "Hva",
            "What",
        ),
        "hours": (
            "Reisetimer",
            "Travel hours",
        ),
        "minutes": (
            "Minutter, verste kommune",
            "Minutes, worst municipality",
        ),
        "unmet": (
            "Uten tilbud",
            "Without an offer",
        ),
        "cost": (
            "Kroner",
            "NOK",
        ),
        "nothing": (
            "Ingen forskjell: {names}.",
            "No difference: {names}.",
        ),
        "impossible": (
            "Ikke mulig: {names}.",
            "Not possible: {names}.",
        ),
        "open": (
            "Ikke avgjort innen tidsgrensen: {names}.",
            "Not settled within the time limit: {names}.",
        ),
        "unproven": (
            "≈ Planen er ikke bevist best; forskjellen kan være større i planens favør.",
            "≈ The plan is not proven best; it may be better than shown.",
        ),
        "others": (
            "Planen betjener også folk utenfor sammenligningsgrunnlaget og er best for alle under "
            "ett. Derfor kan et tall her være litt bedre uten at planen er det.",
            "The plan serves people outside the scope as well, and is best for all of them together. "
            "So a figure here can be a little better though the plan is not.",
        ),
    }
)
