"""People and places: populations that add up, seats and places where they belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.errors import Finding
from planner.geo import metres_outside
from planner.messages import message
from planner.region.tableset import TableSet

OUTSIDE_MARGIN_M = 2_000
"""How far outside its municipality's outline a place may lie: simplified coasts are up to 1 km off."""


def needed_rows(tables: TableSet) -> Iterator[Finding]:
    """A region has at least one municipality and one place."""
    for name in ("municipalities", "places"):
        if tables.has(name) and not tables.rows(name):
            yield Finding(
                tables.label(name),
                message("the table has no rows"),
                expected=message("at least one"),
                fix=message(
                    "Fill in one row for each. Rows that begin with # (the explanations and the "
                    "example of a template) are not read."
                ),
            )


def populations(tables: TableSet) -> Iterator[Finding]:
    """The population of a municipality is the sum over its places."""
    if not tables.id_known("places"):
        return
    sums: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    unsure: set[str] = set()
    for row in tables.rows("places"):
        code, persons = row.get("municipality_code"), row.get("persons")
        if code is None:
            return
        counts[code] += 1
        if persons is None:
            unsure.add(code)
        else:
            sums[code] += persons
    for row in tables.rows("municipalities"):
        code, persons = row.get("code"), row.get("persons")
        if code is None or persons is None or code in unsure:
            continue
        if counts[code] == 0:
            yield Finding(
                tables.label("municipalities"),
                message("the municipality has no place"),
                line=row.number,
                field="code",
                found=code,
                expected=message("at least its centre in {label}", label=tables.label("places")),
                fix=message("Add its places, or one place with the whole population."),
            )
        elif sums[code] != persons:
            more = sums[code] - persons
            yield Finding(
                tables.label("municipalities"),
                message("the population is not the sum over the places"),
                line=row.number,
                field="persons",
                found=message(
                    "{persons} in {name}, {sum} over its {count} places ({difference} {more_or_fewer})",
                    persons=str(persons),
                    name=row.get("name") or code,
                    sum=str(sums[code]),
                    count=str(counts[code]),
                    difference=str(abs(more)),
                    more_or_fewer=message("more") if more > 0 else message("fewer"),
                ),
                expected=message("the same figure"),
                fix=message(
                    "Correct it here, or the persons of its places in {label}.",
                    label=tables.label("places"),
                ),
            )


def seats(tables: TableSet) -> Iterator[Finding]:
    """The municipal centre lies in the municipality."""
    places = tables.by_id("places")
    for row in tables.rows("municipalities"):
        seat, code = row.get("seat_place_id"), row.get("code")
        if seat is None or code is None or seat not in places:
            continue
        lies_in = places[seat].get("municipality_code")
        if lies_in is not None and lies_in != code:
            yield Finding(
                tables.label("municipalities"),
                message("the municipal centre lies in another municipality"),
                line=row.number,
                field="seat_place_id",
                found=message("{seat}, which lies in {lies_in}", seat=seat, lies_in=lies_in),
                expected=message("a place of {code}", code=code),
                fix=message(
                    "Name a place of {code}, or correct the municipality of {seat} in {label} "
                    "(row {number}).",
                    code=code,
                    seat=seat,
                    label=tables.label("places"),
                    number=places[seat].number,
                ),
            )


def same_ids(tables: TableSet) -> Iterator[Finding]:
    """No place in the region and outside it share an id."""
    inside = tables.by_id("places")
    for row in tables.rows("external_places"):
        identifier = row.get("id")
        if identifier in inside:
            yield Finding(
                tables.label("external_places"),
                message("the id is that of a place in the region"),
                line=row.number,
                field="id",
                found=message(
                    "{identifier}, also in {label} row {number}",
                    identifier=identifier,
                    label=tables.label("places"),
                    number=inside[identifier].number,
                ),
                expected=message("an id of its own"),
                fix=message(
                    "Call it x_{identifier}, say, here and wherever it is named.", identifier=identifier
                ),
            )


def outside_outline(tables: TableSet) -> Iterator[Finding]:
    """Every place lies in its municipality's outline or near it."""
    for row in tables.rows("places"):
        code, lon, lat = row.get("municipality_code"), row.get("lon"), row.get("lat")
        if code not in tables.outlines or lon is None or lat is None:
            continue
        metres = metres_outside(tables.outlines[code], lon, lat)
        if metres > OUTSIDE_MARGIN_M:
            yield Finding(
                tables.label("places"),
                message("the place lies far outside its municipality"),
                line=row.number,
                field="lon",
                found=message(
                    "{name} at {lon}, {lat}, {km} km outside {code}",
                    name=row.get("name") or row.get("id"),
                    lon=f"{lon:g}",
                    lat=f"{lat:g}",
                    km=f"{metres / 1000:.1f}",
                    code=code,
                ),
                expected=message("at most {km} km", km=f"{OUTSIDE_MARGIN_M / 1000:g}"),
                fix=_mend_position(tables, code, lon, lat),
            )


def _mend_position(tables: TableSet, code: str, lon: float, lat: float) -> str:
    if abs(lon) <= 90 and metres_outside(tables.outlines[code], lat, lon) <= OUTSIDE_MARGIN_M:
        return message(
            "Write lon {lon} and lat {lat}: they have changed places.", lon=f"{lat:g}", lat=f"{lon:g}"
        )
    for other, outline in sorted(tables.outlines.items()):
        if other != code and metres_outside(outline, lon, lat) == 0:
            return message(
                "Correct the position, or the municipality: the point lies in {other}.", other=other
            )
    return message("Correct lon and lat (degrees, WGS84), or the municipality.")


def nobody_there(tables: TableSet) -> Iterator[Finding]:
    """Warning: a municipality with nobody in it."""
    for row in tables.rows("municipalities"):
        if row.get("persons") == 0:
            yield Finding(
                tables.label("municipalities"),
                message("nobody lives in the municipality"),
                line=row.number,
                field="persons",
                found=row.get("name") or row.get("code"),
                fix=message("Write its population, or leave the municipality out."),
            )


def outlines_match(tables: TableSet) -> Iterator[Finding]:
    """Outlines of unknown municipalities where as many of the region's lack theirs: a slip in the code.

    A file of the whole country has hundreds of others, which are left aside.
    """
    read = tables.outlines_read
    if read is None or not tables.id_known("municipalities"):
        return
    if len(read.other_cells) > len(read.missing_codes):
        return
    known = tables.ids("municipalities")
    for cell in sorted(read.other_cells):
        yield Finding(
            tables.outlines_label,
            message("an outline of an unknown municipality"),
            found=cell,
            expected=message("municipalities of the region: {codes}", codes=", ".join(sorted(known))),
            fix=message("Delete the outline, or correct its `{column}`.", column=read.column),
        )


def outlines_missing(tables: TableSet) -> Iterator[Finding]:
    """Warning: municipalities that the map draws around their places."""
    read = tables.outlines_read
    if read is None or not read.shapes:
        return
    for code in read.missing_codes:
        yield Finding(
            tables.outlines_label,
            message("a municipality has no outline; maps draw it around its places"),
            found=code,
            fix=message("Add its outline, with the code in `{column}`.", column=read.column),
        )


def scope_names(tables: TableSet) -> Iterator[Finding]:
    """A scope has one name."""
    first: dict[str, tuple[str, int]] = {}
    for row in tables.rows("scopes"):
        scope, name = row.get("scope_id"), row.get("scope_name")
        if scope is None or name is None:
            continue
        known, number = first.setdefault(scope, (name, row.number))
        if known != name:
            yield Finding(
                tables.label("scopes"),
                message("the scope has two names"),
                line=row.number,
                field="scope_name",
                found=name,
                expected=message("{known}, as in row {number}", known=known, number=number),
                fix=message("Give all rows of a scope the same name."),
            )
