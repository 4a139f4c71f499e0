"""Units, adjacency and the programme catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.errors import Finding
from planner.messages import message
from planner.region.tableset import TableSet

MIX_TOLERANCE = 0.005
"""Shares of a mix are rounded; together they may be this far from 1."""


def adjacency_pairs(tables: TableSet) -> Iterator[Finding]:
    """Two different municipalities."""
    for row in tables.rows("adjacency"):
        if row.get("code_a") is not None and row.get("code_a") == row.get("code_b"):
            yield Finding(
                tables.label("adjacency"),
                message("a municipality is paired with itself"),
                line=row.number,
                field="code_b",
                found=row.get("code_b"),
                expected=message("another municipality"),
                fix=message("Name its neighbour, or delete the row."),
            )


def adjacency_alone(tables: TableSet) -> Iterator[Finding]:
    """Warning: a municipality that hangs together with no other."""
    if not tables.id_known("adjacency"):
        return
    paired = {row.get(end) for row in tables.rows("adjacency") for end in ("code_a", "code_b")}
    municipalities = tables.rows("municipalities")
    if len(municipalities) < 2:
        return
    for row in municipalities:
        if row.get("code") is not None and row.get("code") not in paired:
            yield Finding(
                tables.label("municipalities"),
                message(
                    "the municipality hangs together with no other and can only be a unit by itself"
                ),
                line=row.number,
                field="code",
                found=f"{row.get('code')} {row.get('name') or ''}".rstrip(),
                fix=message(
                    "Add its borders, bridges or boats to {label}.", label=tables.label("adjacency")
                ),
            )


def members_eligible(tables: TableSet) -> Iterator[Finding]:
    """Whoever belongs to a unit may belong to it."""
    for row in tables.rows("units"):
        eligible = row.get("eligible_codes")
        if not eligible:
            continue
        for code in row.get("member_codes") or ():
            if code not in eligible:
                yield Finding(
                    tables.label("units"),
                    message("a member is not among those who may belong"),
                    line=row.number,
                    field="member_codes",
                    found=code,
                    expected=message(
                        "one of eligible_codes: {codes}", codes=", ".join(sorted(eligible))
                    ),
                    fix=message(
                        "Add {code} to eligible_codes, or leave eligible_codes empty for all.",
                        code=code,
                    ),
                )


def repeated_members(tables: TableSet) -> Iterator[Finding]:
    """Nobody stands twice in a list."""
    for row in tables.rows("units"):
        for name in ("member_codes", "eligible_codes", "staff_base_place_ids"):
            listed = row.get(name) or ()
            for identifier in sorted({i for i in listed if listed.count(i) > 1}):
                yield Finding(
                    tables.label("units"),
                    message("stands twice in the list"),
                    line=row.number,
                    field=name,
                    found=identifier,
                    expected=message("each only once"),
                    fix=message("Delete one of the two; perhaps another was meant."),
                )


def unit_seats(tables: TableSet) -> Iterator[Finding]:
    """Warning: a unit seated outside the municipalities that may belong to it."""
    places = tables.by_id("places")
    for row in tables.rows("units"):
        seat = row.get("seat_place_id")
        eligible = set(row.get("eligible_codes") or ()) | set(row.get("member_codes") or ())
        if seat not in places or not row.get("eligible_codes"):
            continue
        code = places[seat].get("municipality_code")
        if code is not None and code not in eligible:
            yield Finding(
                tables.label("units"),
                message("the unit has its seat outside the municipalities that may belong to it"),
                line=row.number,
                field="seat_place_id",
                found=message("{seat} in {code}", seat=seat, code=code),
                fix=message("Add {code} to eligible_codes if it may belong.", code=code),
            )


def group_sizes(tables: TableSet) -> Iterator[Finding]:
    """The smallest group is not larger than the largest."""
    for row in tables.rows("programmes"):
        smallest, largest = row.get("group_min_persons"), row.get("group_max_persons")
        if smallest is not None and largest is not None and smallest > largest:
            yield Finding(
                tables.label("programmes"),
                message("the smallest group is larger than the largest"),
                line=row.number,
                field="group_min_persons",
                found=message(
                    "{smallest}, with group_max_persons {largest}", smallest=smallest, largest=largest
                ),
                expected=message("at most {largest}", largest=largest),
                fix=message("Let the two change places, or correct one."),
            )


def joins_itself(tables: TableSet) -> Iterator[Finding]:
    """A programme joins another one."""
    for row in tables.rows("programmes"):
        if row.get("joins_id") is not None and row.get("joins_id") == row.get("id"):
            yield Finding(
                tables.label("programmes"),
                message("the programme joins itself"),
                line=row.number,
                field="joins_id",
                found=row.get("joins_id"),
                expected=message("a general programme, or empty"),
                fix=message("Leave it empty."),
            )


def mixes_add_up(tables: TableSet) -> Iterator[Finding]:
    """The shares of a mix add up to 1."""
    sums: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    unsure: set[str] = set()
    for row in tables.rows("programme_mix"):
        mix, share = row.get("mix_id"), row.get("share")
        if mix is None:
            continue
        first.setdefault(mix, row.number)
        if share is None:
            unsure.add(mix)
        else:
            sums[mix] += share
    for mix, total in sorted(sums.items()):
        if mix not in unsure and abs(total - 1) > MIX_TOLERANCE:
            fix = message(
                "Correct the shares; what no programme stands for belongs in one called other."
            )
            if total > 1.5:
                fix = message("{fix} Shares run from 0 to 1; 15 % is 0.15.", fix=fix)
            yield Finding(
                tables.label("programme_mix"),
                message("the shares of the mix {mix} do not add up to 1", mix=mix),
                line=first[mix],
                field="share",
                found=f"{total:.3f}",
                expected="1",
                fix=fix,
            )


def venue_kinds(tables: TableSet) -> Iterator[Finding]:
    """Warning: programmes that ask for a kind of room that no venue of the region is."""
    kinds = {row.get("kind") for row in tables.rows("venues") if row.get("kind") is not None}
    asked = {
        row.get("id"): row.get("venue_kinds")
        for row in tables.rows("programmes")
        if row.get("venue_kinds") and not kinds & set(row.get("venue_kinds"))
    }
    if kinds and asked:
        yield Finding(
            tables.label("venues"),
            message("no room suits some programmes"),
            field="kind",
            found="; ".join(f"{name} ({', '.join(asked[name])})" for name in sorted(asked, key=str)),
            fix=message(
                "The rooms are of the kinds {listed}. Such a programme is held only where a "
                "scenario changes that.",
                listed=", ".join(sorted(kinds)),
            ),
        )
