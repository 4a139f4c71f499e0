"""One glossary for every output: what things are called.

`TERMS` are the words of the model and of the region tables; `AVOIDED` are words that must not stand in
a Norwegian output, with the one to use instead. Tests hold every text of the planner to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.texts import Lang, Texts

TERMS = Texts(
    "glossary",
    {
        # notes that the shipped data set behind names of roads
        "number not verified": "number not verified",
        "2019+ number": "number of 2019 or later",
        # the model's words
        "unit": "coordinating unit",
        "programme": "programme",
        "course": "course",
        "meeting": "meeting",
        "unmet": "no offer",
        "scope": "scope",
        "guideline": "population guideline",
        "venue": "venue",
        # professions, as the programme tables name them
        "audiologist": "audiologist",
        "dietitian": "dietitian",
        "nurse": "nurse",
        "occupational_therapist": "occupational therapist",
        "optometrist": "optometrist",
        "pharmacist": "pharmacist",
        "physician": "physician",
        "physiotherapist": "physiotherapist",
        "psychologist": "psychologist",
        "social_worker": "social worker",
        "special_educator": "special educator",
        "speech_therapist": "speech therapist",
        "vision_teacher": "vision teacher",
        # when courses are held
        "day": "day",
        "evening": "evening",
        "both": "day or evening",
        # where a programme may be offered
        "municipality": "in each municipality",
        "shared": "shared by municipalities",
        "specialist": "at the specialist service",
        # expenses
        "mileage_local": "participants' mileage, local",
        "mileage_specialist": "participants' mileage to the specialist service",
        "posts": "coordinators' posts",
        "unit_fixed": "the unit's fixed costs",
        "professionals": "professionals' hours in meetings",
        "staff_mileage": "professionals' mileage",
        "user_representatives": "user representatives",
        "venues": "venues",
        # prices
        "mileage": "mileage",
        "post_cost": "one post",
        "professional_hour": "an hour of a professional",
        "user_representative_meeting": "a meeting with a user representative",
        "NOK per km": "NOK per km",
        "NOK per full-time post and year": "NOK per post and year",
        "NOK per hour": "NOK per hour",
        "NOK per meeting": "NOK per meeting",
        # tables of a region, for lists of what is assumed
        "municipalities": "municipalities",
        "places": "places",
        "external_places": "places outside the region",
        "links": "roads and boats",
        "travel_times": "ready travel times",
        "table_venues": "venues",
        "units": "coordinating units",
        "unit_qualifications": "the units' qualifications",
        "programmes": "programmes",
        "programme_mix": "mix of programmes",
        "demand_levels": "demand levels",
        "specialist_services": "specialist services",
        "participation": "distance decay",
        "cost_rates": "prices",
        "hospital_trust": "the hospital trust",
        "grants": "grants",
        "users": "users",
    },
)

AVOIDED: Mapping[str, str] = MappingProxyType(
    {
        "henvis": "deltar ved (de fleste trenger ingen henvisning)",
        "koordineringsenhet": "samordningsenhet",
        "koordinerende enhet": "samordningsenhet",
        "befolkningskrav": "veiledende befolkningsgrunnlag (et anslag, ikke et krav)",
        "minstekrav": "veiledende befolkningsgrunnlag (et anslag, ikke et krav)",
        "udekket": "uten tilbud",
        "pasienter": "deltakere",
    }
)


def term(lang: Lang, word: str) -> str:
    """A word of the tables in a language; one that the glossary does not know, in plain letters."""
    if word in TERMS:
        return TERMS.text(lang, word)
    return word.replace("_", " ")
