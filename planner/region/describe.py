"""A region in plain words, for `region list` and `region show`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from planner.region.read import read_region, shipped_regions
from planner.region.types import Region


def region_facts(region: Region) -> dict[str, Any]:
    """Counts and populations as plain values, for JSON.

    `assumed` lists table, field, and how many of how many rows rest on an assumption.
    """
    inhabited = sum(place.persons > 0 for place in region.places.values())
    kinds = Counter(link.kind for link in region.links.values())
    return {
        "region": region.id,
        "title": region.title,
        "persons": region.persons,
        "municipalities": [
            {
                "code": m.code,
                "name": m.name,
                "persons": m.persons,
                "seat_place_id": m.seat_place_id,
                "places": sum(place.persons > 0 for place in region.places_of(m.code)),
            }
            for m in region.municipalities.values()
        ],
        "scopes": [
            {
                "scope": scope,
                "title": region.scope_titles.get(scope, scope),
                "codes": list(codes),
                "persons": region.persons_of(codes),
                "default": scope == region.default_scope,
            }
            for scope, codes in region.scopes.items()
        ],
        "counts": {
            "places": len(region.places),
            "places_inhabited": inhabited,
            "external_places": len(region.external_places),
            "roads": kinds["road"],
            "boats": kinds["ferry"] + kinds["express_boat"],
            "venues": len(region.venues),
            "units": len(region.units),
            "specialist_services": len(region.specialist_services),
            "programmes": len(region.programmes),
        },
        "units": [
            {
                "id": unit.id,
                "name": unit.name,
                "seat_place_id": unit.seat_place_id,
                "member_codes": list(unit.member_codes),
                "persons": region.persons_of(unit.member_codes),
            }
            for unit in region.units.values()
        ],
        "demand_levels": {
            level.id: level.participants_per_1000 for level in region.demand_levels.values()
        },
        "mixes": sorted({share.mix_id for share in region.mixes}),
        "assumed": [
            {"table": table, "field": name, "rows": rows, "of": of}
            for (table, name), (rows, of) in _assumed(region).items()
        ],
        "source_lines": list(region.source_lines),
        "boundaries_note": region.boundaries_note,
        "outlines": region.boundaries_path is not None,
        "warnings": list(region.warnings),
    }


def _assumed(region: Region) -> dict[tuple[str, str], tuple[int, int]]:
    """(table, field) → rows that rest on an assumption, and rows in all; in table order."""
    sizes = {
        "municipalities": len(region.municipalities),
        "places": len(region.places),
        "external_places": len(region.external_places),
        "links": len(region.links),
        "venues": len(region.venues),
        "units": len(region.units),
        "unit_qualifications": len(region.qualifications),
        "programmes": len(region.programmes),
        "programme_mix": len(region.mixes),
        "demand_levels": len(region.demand_levels),
        "specialist_services": len(region.specialist_services),
        "cost_rates": len(region.cost_rates),
    }
    counts = Counter((found.table, found.field) for found in region.assumptions())
    return {key: (counts[key], sizes[key[0]]) for key in counts}


def describe_region(region: Region) -> str:
    """What a region holds, in plain text: people, scopes, units, what is assumed, sources."""
    facts = region_facts(region)
    counts = facts["counts"]
    lines = [
        f"{region.title} ({region.id})",
        f"{len(region.municipalities)} municipalities, {_figure(region.persons)} inhabitants in "
        f"{counts['places_inhabited']} places ({counts['places'] - counts['places_inhabited']} "
        "junctions).",
        f"{counts['roads']} stretches of road, {counts['boats']} by boat; {counts['venues']} venues, "
        f"{counts['units']} coordinating units, {counts['programmes']} programmes, "
        f"{counts['specialist_services']} specialist services.",
        "",
    ]
    lines += _columns(
        [("code", "municipality", "inhabitants", "places", "centre")]
        + [
            (
                m["code"],
                m["name"],
                _figure(m["persons"]),
                str(m["places"]),
                region.place_name(m["seat_place_id"]),
            )
            for m in facts["municipalities"]
        ],
        right={2, 3},
    )
    lines += ["", "Scopes (whose people alternatives are judged for):"]
    lines += [
        f"  {s['scope']}: {s['title']}; {len(s['codes'])} municipalities, "
        f"{_figure(s['persons'])} inhabitants" + (" (default)" if s["default"] else "")
        for s in facts["scopes"]
    ]
    lines += ["", "Coordinating units:"]
    lines += _columns(
        [("id", "name", "seat", "members", "inhabitants")]
        + [
            (
                u["id"],
                u["name"],
                region.place_name(u["seat_place_id"]),
                str(len(u["member_codes"])),
                _figure(u["persons"]),
            )
            for u in facts["units"]
        ],
        right={3, 4},
    )
    lines += ["", "What rests on assumptions (rows of all rows):"]
    lines += _assumed_lines(facts["assumed"]) or ["  nothing is marked"]
    if region.source_lines or region.boundaries_note:
        lines += ["", "Sources:"]
        lines += [f"  {line}" for line in (*region.source_lines, region.boundaries_note) if line]
    if region.boundaries_path is None:
        lines += ["", "No outlines: maps show places and roads alone."]
    if region.warnings:
        lines += ["", "Worth knowing:"]
        lines += [f"  {warning}" for warning in region.warnings]
    return "\n".join(lines)


def _assumed_lines(assumed: list[dict[str, Any]]) -> list[str]:
    """One line a table; fields that are assumed in equally many rows stand together."""
    tables: dict[str, dict[tuple[int, int], list[str]]] = {}
    for entry in assumed:
        shares = tables.setdefault(entry["table"], {})
        shares.setdefault((entry["rows"], entry["of"]), []).append(entry["field"])
    lines = []
    for table, shares in tables.items():
        parts = []
        for (rows, of), names in sorted(shares.items(), reverse=True):
            share = f"all {of}" if rows == of else f"{rows} of {of}"
            parts.append(f"{', '.join(sorted(names))} ({share})")
        lines.append(f"  {table}: {'; '.join(parts)}")
    return lines


def describe_shipped() -> str:
    """The regions that ship with the planner, one a line."""
    rows = [("name", "title", "municipalities", "inhabitants", "scopes")]
    for name in shipped_regions():
        region = read_region(name)
        scopes = [region.default_scope]
        scopes += [scope for scope in region.scopes if scope != region.default_scope]
        rows.append(
            (
                name,
                region.title,
                str(len(region.municipalities)),
                _figure(region.persons),
                ", ".join(scopes),
            )
        )
    return "\n".join(_columns(rows, right={2, 3}, indent=""))


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _columns(rows: Sequence[tuple[str, ...]], right: set[int], indent: str = "  ") -> list[str]:
    """Rows as aligned text; `right` are the columns of figures."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        (
            indent
            + "  ".join(
                cell.rjust(widths[i]) if i in right else cell.ljust(widths[i])
                for i, cell in enumerate(row)
            )
        ).rstrip()
        for row in rows
    ]
