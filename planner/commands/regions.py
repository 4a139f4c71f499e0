"""`region list | show | check | template`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from planner.commands.console import Console
from planner.commands.exit_codes import EXIT_INPUT
from planner.commands.layout import columns
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
from planner.report.words import column_name, finding_in_words, in_words, tell, term
from planner.texts import Lang, Texts, name_in

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
        count = len(region.municipalities)
        told = (
            _told(console.lang, message("{count} municipalities", count=count)),
            _told(console.lang, message("{persons} inhabitants", persons=region.persons)),
        )
        rows.append((name, *told, region.title))
    console.result(columns(rows, right=[1, 2], indent=""))
    return 0


def show_command(console: Console, name: str) -> int:
    """What a region holds: people, scopes, venues, units, programmes, roads, sources."""
    region = read_region(name)
    lang = console.lang
    parts = [
        f"{region.title} ({region.id})",
        _municipalities(region, lang),
        _scopes(region, lang),
        _units(region, lang),
        _venues(region, lang),
        _programmes(region, lang),
        _roads(region, lang),
        _assumptions(region, lang),
    ]
    if region.source_lines:
        lines = "\n".join(f"  {line}" for line in region.source_lines)
        parts.append(_told(lang, message("Sources")) + "\n" + lines)
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


def _told(lang: Lang, text: str) -> str:
    return in_words(lang, text)


def _municipalities(region: Region, lang: Lang) -> str:
    rows = [
        (m.code, m.name, _told(lang, message("{persons}", persons=m.persons)), seat)
        for m in region.municipalities.values()
        for seat in [region.place_name(m.seat_place_id)]
    ]
    head = message(
        "{count} municipalities, {persons} inhabitants in {places} places",
        count=len(rows),
        persons=region.persons,
        places=len(_inhabited(region)),
    )
    names = [message("number"), message("name"), message("inhabitants"), message("centre")]
    titles = tuple(_told(lang, name) for name in names)
    return _told(lang, head) + "\n" + columns([titles, *rows], right=[2])


def _scopes(region: Region, lang: Lang) -> str:
    rows = [
        (
            name,
            _told(lang, message("{persons} inhabitants", persons=region.persons_of(codes))),
            ", ".join(codes),
        )
        for name, codes in region.scopes.items()
    ]
    head = message("Scopes (default: {name})", name=region.default_scope)
    return _told(lang, head) + "\n" + columns(rows, right=[1])


def _units(region: Region, lang: Lang) -> str:
    rows = [
        (
            u.id,
            u.name,
            region.place_name(u.seat_place_id),
            _told(lang, message("posts: {posts}", posts=float(u.coordinator_fte))),
        )
        for u in region.units.values()
    ]
    return _told(lang, message("Candidate units")) + "\n" + columns(rows)


def _venues(region: Region, lang: Lang) -> str:
    rows = [
        (
            v.id,
            v.name,
            region.place_name(v.place_id),
            _told(lang, message("{seats} seats", seats=v.seats)),
            _told(lang, message("off by default")) if v.off_by_default else "",
        )
        for v in region.venues.values()
    ]
    return _told(lang, message("Venues")) + "\n" + columns(rows, right=[3])


def _programmes(region: Region, lang: Lang) -> str:
    rows = [
        (
            p.id,
            name_in(lang, p.name_nb, p.name_en),
            _told(
                lang,
                message("{least}–{most} persons", least=p.group_min_persons, most=p.group_max_persons),
            ),
            "" if p.pooled else _told(lang, message("cannot meet as one group")),
        )
        for p in region.programmes.values()
    ]
    rates = ", ".join(
        _told(lang, message("{name} {rate}", name=d.id, rate=float(d.participants_per_1000)))
        for d in region.demand_levels.values()
    )
    mixes = ", ".join(sorted({row.mix_id for row in region.mixes}))
    tail = (
        message("Participants per 1000 inhabitants and year: {rates}", rates=rates),
        message("Mixes: {mixes}", mixes=mixes),
    )
    head = _told(lang, message("Programmes"))
    return "\n".join([head, columns(rows), *(f"  {_told(lang, line)}" for line in tail)])


def _roads(region: Region, lang: Lang) -> str:
    kinds = Counter(link.kind for link in region.links.values())
    km = sum(link.km for link in region.links.values() if link.kind == "road")
    told = ", ".join(f"{term(lang, kind)} {count}" for kind, count in sorted(kinds.items()))
    links = message(
        "Links: {told}; {km} km of road; {exposed} exposed in winter",
        told=told,
        km=round(km),
        exposed=sum(link.winter_exposed for link in region.links.values()),
    )
    names = ", ".join(place.name for place in region.external_places.values())
    outside = message("Towns outside: {names}", names=names)
    return _told(lang, links) + "\n" + _told(lang, outside)


def _assumptions(region: Region, lang: Lang) -> str:
    tables = Counter((row.table, row.field) for row in region.assumptions())
    rows = [
        (table, column_name(lang, table, field), _told(lang, message("{count} rows", count=count)))
        for (table, field), count in sorted(tables.items())
    ]
    stated = {table for table, _ in tables}
    silent = sorted(region.assumptions_not_stated - stated)
    rows += [(table, "", _told(lang, message("not stated"))) for table in silent]
    if not rows:
        return _told(lang, message("No value rests on an assumption."))
    head = message("Values that rest on an assumption, not on a source")
    return _told(lang, head) + "\n" + columns(rows, right=[2])
