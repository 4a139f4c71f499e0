"""Which municipalities a user means: names, numbers, counties and economic regions, with commas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from planner.errors import Finding, InputError
from planner.messages import message
from planner.region.cells import nearest
from planner.region.country.base import Country, CountryMunicipality

LABEL = "--kommuner"
"""What findings call the list."""

_COUNTY_WORDS = re.compile(r"\s+fylke(skommune)?$|\s+county$|^(fylke|county):\s*", re.IGNORECASE)
_MUNICIPAL_WORDS = re.compile(r"\s+kommune$|\s+municipality$", re.IGNORECASE)
_IN_COUNTY = re.compile(r"^(?P<name>.+?)\s*(?:\((?P<a>[^)]+)\)|\s+i\s+(?P<b>.+))$", re.IGNORECASE)


def chosen_codes(country: Country, text: str, label: str = LABEL) -> tuple[str, ...]:
    """The municipalities that a list names, sorted by number.

    Each part is a municipality (name, any of its official names, or number), a county or an economic
    region. Municipalities of one name are told apart by their county: `Herøy (Nordland)`,
    `Herøy i Nordland`.

    Raises:
        InputError: parts that name nothing, or several, all at once; or nothing is named.

    >>> from planner.region.country.base import read_country
    >>> chosen_codes(read_country(), "Siljan, 4001")
    ('4001', '4010')
    """
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    if not parts:
        raise InputError(
            [
                Finding(
                    label,
                    message("no municipality is named"),
                    expected=message("names or numbers with commas between"),
                    fix=message('For example --kommuner "Narvik, Evenes, Gratangen".'),
                )
            ]
        )
    codes: set[str] = set()
    findings: list[Finding] = []
    for part in parts:
        found = _named(country, part, label)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            codes |= set(found)
    if findings:
        raise InputError(findings)
    return tuple(sorted(codes))


def _named(country: Country, part: str, label: str) -> tuple[str, ...] | Finding:
    if part in country.municipalities:
        return (part,)
    if re.fullmatch(r"\d{3}", part) and f"0{part}" in country.municipalities:
        return (f"0{part}",)
    county_only = bool(_COUNTY_WORDS.search(part))
    word = _COUNTY_WORDS.sub("", _MUNICIPAL_WORDS.sub("", part)).casefold().strip()
    if not county_only:
        named = _by_name(country).get(word, set()) | _in_county(country, part)
        if len(named) == 1:
            return tuple(named)
        if named:
            return _several(country, part, sorted(named), label)
    for groups in (_groups(country, "county"), _groups(country, "economic_region")):
        if word in groups:
            return tuple(sorted(groups[word]))
    return _unknown(country, part, label)


def _names(municipality: CountryMunicipality) -> set[str]:
    """Every name a municipality goes by, the one without its county included, in lower case."""
    names = {municipality.name, municipality.official_name, *municipality.official_name.split(" - ")}
    names |= {re.sub(r"\s*\(.*\)$", "", name) for name in names}
    return {name.casefold() for name in names}


def _by_name(country: Country) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for municipality in country.municipalities.values():
        for name in _names(municipality):
            found[name].add(municipality.code)
    return found


def _in_county(country: Country, part: str) -> set[str]:
    match = _IN_COUNTY.match(part)
    if match is None:
        return set()
    county = (match["a"] or match["b"]).casefold().strip()
    codes = _by_name(country).get(match["name"].casefold().strip(), set())
    return {code for code in codes if country.municipalities[code].county_name.casefold() == county}


def _groups(country: Country, kind: str) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for municipality in country.municipalities.values():
        for part in (f"{kind}_name", f"{kind}_code"):
            found[getattr(municipality, part).casefold()].add(municipality.code)
    return found


def _several(country: Country, part: str, codes: Iterable[str], label: str) -> Finding:
    listed = [
        f"{country.municipalities[code].name} ({code}, {country.municipalities[code].county_name})"
        for code in codes
    ]
    first = country.municipalities[sorted(codes)[0]]
    return Finding(
        label,
        message("several municipalities have this name"),
        found=f"{part}: {' and '.join(listed)}",
        expected=message("one of them"),
        fix=message(
            "Write the number, or the county behind the name: {part} ({county_name}).",
            part=part,
            county_name=first.county_name,
        ),
    )


def _unknown(country: Country, part: str, label: str) -> Finding:
    names = [m.name for m in country.municipalities.values()]
    names += sorted({m.county_name for m in country.municipalities.values()})
    names += sorted({m.economic_region_name for m in country.municipalities.values()})
    near = nearest(part, names)
    hint = f"Did you mean {near}?" if near else ""
    is_code = bool(re.fullmatch(r"\d{3,4}", part))
    fix = hint or (
        "Numbers are those of 2024; write the name, or look the number up at ssb.no/klass."
        if is_code
        else "Names are those of the municipalities of 2024, counties and economic regions of SSB."
    )
    return Finding(
        label,
        message("there is no municipality, county or economic region of this name or number"),
        found=part,
        fix=fix,
    )
