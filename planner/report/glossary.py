"""One glossary for every output: what things are called in bokmål and in English.

`TERMS` are the words of the model and of the region tables; `AVOIDED` are words that must not stand in
a Norwegian output, with the one to use instead. Tests hold every text of the planner to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.report.numbers import Lang
from planner.report.words import LANGS, Texts

TERMS: Texts = MappingProxyType(
    {
        # the model's words
        "unit": ("samordningsenhet", "coordinating unit"),
        "programme": ("tilbud", "programme"),
        "course": ("kurs", "course"),
        "meeting": ("samling", "meeting"),
        "unmet": ("uten tilbud", "no offer"),
        "scope": ("sammenligningsgrunnlag", "scope"),
        "guideline": ("veiledende befolkningsgrunnlag", "population guideline"),
        "venue": ("lokale", "venue"),
        # professions, as the programme tables name them
        "audiologist": ("audiograf", "audiologist"),
        "dietitian": ("ernæringsfysiolog", "dietitian"),
        "nurse": ("sykepleier", "nurse"),
        "occupational_therapist": ("ergoterapeut", "occupational therapist"),
        "optometrist": ("optiker", "optometrist"),
        "pharmacist": ("farmasøyt", "pharmacist"),
        "physician": ("lege", "physician"),
        "physiotherapist": ("fysioterapeut", "physiotherapist"),
        "psychologist": ("psykolog", "psychologist"),
        "social_worker": ("sosionom", "social worker"),
        "special_educator": ("spesialpedagog", "special educator"),
        "speech_therapist": ("logoped", "speech therapist"),
        "vision_teacher": ("synspedagog", "vision teacher"),
        # when courses are held
        "day": ("dag", "day"),
        "evening": ("kveld", "evening"),
        "both": ("dag eller kveld", "day or evening"),
        # where a programme may be offered
        "municipality": ("i hver kommune", "in each municipality"),
        "shared": ("felles for flere kommuner", "shared by municipalities"),
        "specialist": ("i spesialisthelsetjenesten", "at the specialist service"),
        # expenses
        "mileage_local": ("deltakernes skyss til kurs i regionen", "participants' mileage, local"),
        "mileage_specialist": (
            "deltakernes skyss til spesialisthelsetjenesten",
            "participants' mileage to the specialist service",
        ),
        "posts": ("årsverk til samordning", "coordinators' posts"),
        "unit_fixed": ("enhetens faste kostnader", "the unit's fixed costs"),
        "professionals": ("fagfolks timer på samlinger", "professionals' hours in meetings"),
        "staff_mileage": ("fagfolks skyss", "professionals' mileage"),
        "user_representatives": ("brukerrepresentanter", "user representatives"),
        "venues": ("lokaler", "venues"),
        # prices
        "mileage": ("skyss", "mileage"),
        "post_cost": ("ett årsverk", "one post"),
        "professional_hour": ("en time fagfolk", "an hour of a professional"),
        "user_representative_meeting": (
            "en samling med brukerrepresentant",
            "a meeting with a user representative",
        ),
        "NOK per km": ("kr per km", "NOK per km"),
        "NOK per full-time post and year": ("kr per årsverk og år", "NOK per post and year"),
        "NOK per hour": ("kr per time", "NOK per hour"),
        "NOK per meeting": ("kr per samling", "NOK per meeting"),
        # tables of a region, for lists of what is assumed
        "municipalities": ("kommuner", "municipalities"),
        "places": ("steder", "places"),
        "external_places": ("steder utenfor regionen", "places outside the region"),
        "links": ("veger og båter", "roads and boats"),
        "table_venues": ("lokaler", "venues"),
        "units": ("samordningsenheter", "coordinating units"),
        "unit_qualifications": ("enhetenes kvalifikasjoner", "the units' qualifications"),
        "programmes": ("tilbud", "programmes"),
        "programme_mix": ("fordeling på tilbud", "mix of programmes"),
        "demand_levels": ("nivåer av deltakelse", "demand levels"),
        "specialist_services": ("spesialisthelsetjenesten", "specialist services"),
        "cost_rates": ("priser", "prices"),
        "hospital_trust": ("helseforetaket", "the hospital trust"),
        "grants": ("tilskudd", "grants"),
        "users": ("brukerne", "users"),
    }
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
        return TERMS[word][LANGS.index(lang)]
    return word.replace("_", " ")
