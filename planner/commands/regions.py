"""`region list | show | check | template`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from planner.commands.console import Console
from planner.commands.exit_codes import EXIT_INPUT
from planner.commands.layout import columns, counted
from planner.messages import message
from planner.region import (
    ExaminedRegion,
    Region,
    examine_region,
    mended_path,
    read_region,
    shipped_regions,
    write_mended,
)
from planner.report.words import finding_in_words, in_words, tell
from planner.texts import Lang, Texts

TEXTS = Texts(
    "region.command",
    {
        "note": "Note: {text}",
        "problem": "{path}: {count} problem.",
        "problems": "{path}: {count} problems.",
        "sound": "{path}: no problems. {title}, {municipalities}, {persons} inhabitants in {places}.",
        "municipality.one": "{count} municipality",
        "municipality.many": "{count} municipalities",
        "place.one": "{count} place",
        "place.many": "{count} places",
        "nothing_to_mend": "Nothing can be mended without a guess.",
        "change": "{place}: {new} in place of {old} ({why})",
        "written": "The mended copy is {path}.",
        "template": (
            "Fill in the tables; each sheet explains its columns and has an example row to replace. "
            "Then:\n  lms-planner region check {path}"
        ),
    },
)


def list_command(console: Console, form: str = "text") -> int:
    """Name, inhabitants and title of every shipped region."""
    if form == "json":
        from planner.report.json import region_list_json

        listed = region_list_json((name, read_region(name)) for name in shipped_regions())
        console.result(listed.rstrip("\n"))
        return 0
    rows = []
    for name in shipped_regions():
        region = read_region(name)
        count = counted(len(region.municipalities), "municipality", "municipalities")
        rows.append((name, count, f"{region.persons} inhabitants", region.title))
    console.result(columns(rows, right=[1, 2], indent=""))
    return 0


def show_command(console: Console, name: str) -> int:
    """What a region holds: people, scopes, venues, units, programmes, roads, sources."""
    region = read_region(name)
    parts = [
        f"{region.title} ({region.id})",
        _municipalities(region),
        _scopes(region),
        _units(region),
        _venues(region),
        _programmes(region),
        _roads(region),
        _assumptions(region),
    ]
    if region.source_lines:
        parts.append("Sources\n" + "\n".join(f"  {line}" for line in region.source_lines))
    console.result("\n\n".join(parts))
    for warning in region.warnings:
        console.say(message("Note: {note}", note=str(warning)))
    return 0


def check_command(
    console: Console,
    path: str | Path,
    lang: Lang = "nb",
    mend: bool = False,
    out: Path | None = None,
    form: str = "text",
) -> int:
    """Every problem of a region and everything its user should know; `mend` writes a mended copy."""
    found = examine_region(path)
    if form == "json":
        from planner.report.json import check_json

        if mend and found.checked.changes:
            out = out or mended_path(found.path)
            write_mended(found.checked, found.path, out)
            path, found = out, examine_region(out)
        notes = [finding_in_words(lang, warning) for warning in found.check.warnings]
        console.result(check_json("region", str(path), found.check.findings, notes).rstrip("\n"))
        return EXIT_INPUT if found.check.findings else 0
    _tell(console, path, found, lang)
    if not mend:
        return EXIT_INPUT if found.check.findings else 0
    if not found.checked.changes:
        console.say(tell(TEXTS, lang, "nothing_to_mend"))
        return EXIT_INPUT if found.check.findings else 0
    out = out or mended_path(found.path)
    for change in write_mended(found.checked, found.path, out):
        place, why = in_words(lang, change.place), in_words(lang, change.why)
        shown = {"place": place, "why": why, "old": repr(change.old), "new": repr(change.new)}
        console.result(tell(TEXTS, lang, "change", **shown))
    console.result(tell(TEXTS, lang, "written", path=str(out)))
    again = examine_region(out)
    _tell(console, out, again, lang)
    return EXIT_INPUT if again.check.findings else 0


def _tell(console: Console, path: str | Path, found: ExaminedRegion, lang: Lang) -> None:
    for warning in found.check.warnings:
        console.say(tell(TEXTS, lang, "note", text=finding_in_words(lang, warning)))
    for finding in found.check.findings:
        console.result(finding_in_words(lang, finding))
    count = len(found.check.findings)
    if found.region is None:
        key = "problem" if count == 1 else "problems"
        console.say(tell(TEXTS, lang, key, path=str(path), count=count))
        return
    region = found.region
    console.result(
        tell(
            TEXTS,
            lang,
            "sound",
            path=str(path),
            title=region.title,
            municipalities=_counted(lang, "municipality", len(region.municipalities)),
            persons=region.persons,
            places=_counted(lang, "place", len(_inhabited(region))),
        )
    )


def _counted(lang: Lang, what: str, count: int) -> str:
    return tell(TEXTS, lang, f"{what}.one" if count == 1 else f"{what}.many", count=count)


def template_command(console: Console, path: Path, lang: Lang = "nb") -> int:
    """Write the workbook that a region of one's own starts from."""
    from planner.region import write_template

    write_template(path, lang=lang)
    console.result(str(path))
    console.say(tell(TEXTS, lang, "template", path=str(path)))
    return 0


def _inhabited(region: Region) -> list[str]:
    return [place.id for place in region.places.values() if place.persons > 0]


def _municipalities(region: Region) -> str:
    rows = [
        (m.code, m.name, m.persons, region.place_name(m.seat_place_id))
        for m in region.municipalities.values()
    ]
    head = (
        f"{len(rows)} municipalities, {region.persons} inhabitants in {len(_inhabited(region))} places"
    )
    return head + "\n" + columns([("code", "name", "persons", "centre"), *rows], right=[2])


def _scopes(region: Region) -> str:
    rows = [
        (name, f"{region.persons_of(codes)} persons", ", ".join(codes))
        for name, codes in region.scopes.items()
    ]
    return f"Scopes (default: {region.default_scope})\n" + columns(rows, right=[1])


def _units(region: Region) -> str:
    rows = [
        (u.id, u.name, region.place_name(u.seat_place_id), f"{u.coordinator_fte:g} posts")
        for u in region.units.values()
    ]
    return "Candidate units\n" + columns(rows)


def _venues(region: Region) -> str:
    rows = [
        (
            v.id,
            v.name,
            region.place_name(v.place_id),
            f"{v.seats} seats",
            "off by default" if v.off_by_default else "",
        )
        for v in region.venues.values()
    ]
    return "Venues\n" + columns(rows, right=[3])


def _programmes(region: Region) -> str:
    rows = [
        (
            p.id,
            p.name_nb,
            f"{p.group_min_persons}–{p.group_max_persons} persons",
            "" if p.pooled else "cannot meet as one group",
        )
        for p in region.programmes.values()
    ]
    levels = ", ".join(f"{d.id} {d.participants_per_1000:g}" for d in region.demand_levels.values())
    mixes = ", ".join(sorted({row.mix_id for row in region.mixes}))
    tail = f"  Participants per 1000 inhabitants and year: {levels}\n  Mixes: {mixes}"
    return "Programmes\n" + columns(rows) + "\n" + tail


def _roads(region: Region) -> str:
    kinds = Counter(link.kind for link in region.links.values())
    km = sum(link.km for link in region.links.values() if link.kind == "road")
    told = ", ".join(counted(count, kind.replace("_", " ")) for kind, count in sorted(kinds.items()))
    exposed = sum(link.winter_exposed for link in region.links.values())
    external = ", ".join(place.name for place in region.external_places.values())
    return f"Links: {told}; {km:.0f} km of road; {exposed} exposed in winter\nTowns outside: {external}"


def _assumptions(region: Region) -> str:
    tables = Counter((row.table, row.field) for row in region.assumptions())
    rows = [(table, field, f"{count} rows") for (table, field), count in sorted(tables.items())]
    stated = {table for table, _ in tables}
    silent = sorted(region.assumptions_not_stated - stated)
    rows += [(table, "", "not stated") for table in silent]
    if not rows:
        return "No value rests on an assumption."
    return "Values that rest on an assumption, not on a source\n" + columns(rows, right=[2])
