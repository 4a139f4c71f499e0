"""Section: the case on one page: the choice, what it costs, whom it helps, and what speaks against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.decide import Effects, effects
from planner.decide.effects_scenario import Effect
from planner.pipeline import Alternative
from planner.report.case.choice_table import choice_table
from planner.report.case.grouping import Group, choice, ranked, ranking, runner_up, titles
from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, PageBreak, Paragraph
from planner.report.comparison import subject_of
from planner.report.words import (
    THOUSAND,
    apportioned,
    in_list,
    joined,
    known,
    money,
    nearest,
    plural,
    tell,
)
from planner.texts import Texts

TEXTS = Texts(
    "case.brief",
    {
        "heading": "The case in brief",
        "question": (
            "Who shall coordinate group courses in learning and mastery for which municipalities, and "
            "where shall courses be held? The case is about {persons} inhabitants of {names}. "
            "{count} alternatives have been worked out; {different} of them differ in where people "
            "travel, and the table shows the {shown} that the choice is about."
        ),
        "table": "The choice, at {level} participation (a year)",
        "also": "With the travel plan of “{name}”: {others}.",
        "helps": "Whom it helps.",
        "helps_text": (
            "With “{after}” {served} participants a year attend courses in the region, "
            "against {before_served} today. Hours on the road go from {before_hours} to {hours}, those "
            "of professionals included. Participants from {most} save most ({hours_saved} hours a year "
            "together)."
        ),
        "worse_off": "More hours on the road: {names}.",
        "costs": "What it costs.",
        "costs_text": (
            "The municipalities' cost goes from NOK {before} to NOK {after} a year. Shared by head "
            "it is {shares}."
        ),
        "share_one": "{name} {nok}",
        "no_cost": "Cost is not told, for prices are missing.",
        "proposal": "The proposal.",
        "proposed_first": (
            "The draft decision is written for “{name}”, which is first of {ranked} when all criteria "
            "count alike, and first in {share} of all ways to weigh them."
        ),
        "proposed_not_first": (
            "The draft decision is written for “{name}”. It is no. {rank} of {ranked} when all "
            "criteria count alike; {first} come first, {lead} points of 100 ahead. It is first in "
            "{share} of all ways to weigh the criteria."
        ),
        "proposed_unranked": (
            "The draft decision is written for “{name}”, which cannot be ranked against the others: it "
            "leaves inhabitants out, or a figure is not known."
        ),
        "scores_are_ours": (
            "The order is an arithmetic of criteria; the scores of qualifications are a reading of "
            "sources by the makers of the model, not by the administration."
        ),
        "against": "What speaks against it.",
        "against_rank": ("The model's own order puts {first} before it; what decides is {criteria}."),
        "against_cost": "It costs the municipalities NOK {more} a year more than “{other}”.",
        "against_worse": "Under it {names} have more hours on the road than under “{other}”.",
        "against_vulnerable": "A unit with {posts} post is vulnerable when one person is away.",
        "against_left": (
            "Of {programmes} programmes {count} do not get enough participants at {level} "
            "participation and stay at {specialist}."
        ),
        "against_thin.one": (
            "Of the {every} courses one has just the smallest group expected; the chance that it is "
            "held is about {chance}."
        ),
        "against_thin": (
            "Of the {every} courses {count} have just the smallest group expected; the chance that "
            "one of them is held is down to about {chance}."
        ),
        "nothing": "No figure of the table speaks against it.",
    },
)

MOST = 3
"""Municipalities named as those that gain most."""
JUST = 0.5
"""A course with less than this above its smallest group has just that expected."""


def brief(m: Material) -> Iterator[Block]:
    """What the case is about, the choice in one table, and the proposal with what speaks against it."""
    yield PageBreak()
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    shown = choice(m)
    yield Paragraph(_question(m, shown))
    yield choice_table(m, shown, tell(TEXTS, m.lang, "table", level=m.main_level.label))
    also = [
        tell(TEXTS, m.lang, "also", name=g.shown.name, others=joined(m.lang, titles(g.others, m)))
        for g in shown
        if g.others
    ]
    if also:
        yield Paragraph(" ".join(also), kind="note")
    if m.effects is not None:
        yield Paragraph(_helps(m, m.effects), lead=tell(TEXTS, m.lang, "helps"))
    yield Paragraph(_costs(m), lead=tell(TEXTS, m.lang, "costs"))
    yield Paragraph(proposal_and_ranking(m), lead=tell(TEXTS, m.lang, "proposal"))
    against = list(objections(m)) or [tell(TEXTS, m.lang, "nothing")]
    yield Paragraph(" ".join(against), lead=tell(TEXTS, m.lang, "against"))


def _question(m: Material, shown: Sequence[Group]) -> str:
    from planner.report.case.grouping import groups

    return tell(
        TEXTS,
        m.lang,
        "question",
        persons=m.main.persons_in_scope,
        names=m.scope_names,
        count=len(m.alternatives),
        different=len(groups(m)),
        shown=len(shown),
    )


def _helps(m: Material, found: Effects) -> str:
    before, after = m.today, m.proposed
    assert before is not None
    gains = sorted(found.municipalities, key=lambda row: (_change(row), row.name))
    most = [row for row in gains if _change(row) < -0.5][:MOST]
    told = tell(
        TEXTS,
        m.lang,
        "helps_text",
        after=after.name,
        served=known(m.lang, "participants_served", after.indicators.participants_served),
        before_served=known(m.lang, "participants_served", before.indicators.participants_served),
        before_hours=known(m.lang, "travel_hours_total", before.indicators.travel_hours_total),
        hours=known(m.lang, "travel_hours_total", after.indicators.travel_hours_total),
        most=joined(m.lang, [row.name for row in most]),
        hours_saved=m.number(-sum(_change(row) for row in most)),
    )
    more = [row.name for row in found.municipalities if _change(row) > 0.5]
    if more:
        told += " " + tell(TEXTS, m.lang, "worse_off", names=joined(m.lang, more))
    return told


def _change(row: Effect) -> float:
    return row.after.hours - row.before.hours


def _costs(m: Material) -> str:
    from planner.report.case.economy import by_head

    cost = m.proposed.indicators.cost_nok_municipalities
    if cost is None:
        return tell(TEXTS, m.lang, "no_cost")
    before = m.today.indicators.cost_nok_municipalities if m.today is not None else 0.0
    shares = sorted(by_head(m.proposed).items(), key=lambda row: (-row[1], row[0]))
    names = m.region.municipalities
    parts = apportioned([nok for _, nok in shares], THOUSAND)
    told = [
        tell(TEXTS, m.lang, "share_one", name=names[code].name, nok=money(m.lang, nok))
        for (code, _), nok in zip(shares, parts, strict=True)
    ]
    return tell(
        TEXTS,
        m.lang,
        "costs_text",
        before=money(m.lang, before or 0.0),
        after=money(m.lang, cost),
        shares=joined(m.lang, told),
    )


def proposal_and_ranking(m: Material) -> str:
    """Where the proposed alternative stands in the model's own order, and whose scores those are."""
    from planner.report.case.grouping import has_qualifications

    row, found = ranked(m, m.proposed.name), ranking(m)
    if row is None:
        return tell(TEXTS, m.lang, "proposed_unranked", name=m.proposed.name)
    words: dict[str, str | int] = {
        "name": m.proposed.name,
        "ranked": len(found.rows),
        "share": m.percent(row.share_first),
    }
    if row.rank == 1:
        told = tell(TEXTS, m.lang, "proposed_first", **words)
    else:
        told = tell(
            TEXTS,
            m.lang,
            "proposed_not_first",
            rank=row.rank,
            first=joined(m.lang, [m.quote(name) for name in found.first]),
            lead=m.number(100 * (found.rows[0].score - row.score)),
            **words,
        )
    if has_qualifications(m):
        told += " " + tell(TEXTS, m.lang, "scores_are_ours")
    return told


def objections(m: Material) -> Iterator[str]:
    """What the figures say against the proposed alternative."""
    other, row, found = runner_up(m), ranked(m, m.proposed.name), ranking(m)
    if row is not None and row.rank > 1:
        best = found.rows[0]
        behind = sorted(
            (c for c in found.weights if best.scores[c] - row.scores[c] > 1e-6),
            key=lambda c: found.weights[c] * (row.scores[c] - best.scores[c]),
        )[:2]
        from planner.report.terminal import criterion_name

        criteria = joined(m.lang, [in_list(criterion_name(c, m.lang)) for c in behind])
        first = joined(m.lang, [m.quote(name) for name in found.first])
        yield tell(TEXTS, m.lang, "against_rank", first=first, criteria=criteria)
    a = m.proposed
    if other is not None:
        own, their = a.indicators.cost_nok_municipalities, other.indicators.cost_nok_municipalities
        if own is not None and their is not None and own - their >= THOUSAND / 2:
            # Of the figures as they stand in the table, so that a reader can check it.
            more = money(m.lang, nearest(own, THOUSAND) - nearest(their, THOUSAND))
            yield tell(TEXTS, m.lang, "against_cost", more=more, other=other.name)
        change = effects(subject_of(other), subject_of(a))
        worse = [row.name for row in change.municipalities if _change(row) > 0.5]
        if worse:
            yield tell(TEXTS, m.lang, "against_worse", names=joined(m.lang, worse), other=other.name)
    if len(a.indicators.units) == 1 and a.indicators.posts_fte < 2:
        posts = known(m.lang, "posts_fte", a.indicators.posts_fte)
        yield tell(TEXTS, m.lang, "against_vulnerable", posts=posts)
    programmes = len(a.indicators.per_programme)
    left = programmes - a.indicators.programmes_held
    if a.indicators.units and left > 0:
        yield tell(
            TEXTS,
            m.lang,
            "against_left",
            count=left,
            programmes=programmes,
            level=m.main_level.label,
            specialist=m.specialist,
        )
    told = thin_courses(m, a)
    if told:
        yield told


def thin_courses(m: Material, a: Alternative) -> str:
    """Courses that have just the smallest group expected, and how likely they are held; or nothing."""
    every = a.indicators.per_course
    thin = [row for row in every if row.participants_per_course < row.group_min_persons + JUST]
    if not thin:
        return ""
    lowest = min(row.fill_probability for row in thin)
    return plural(TEXTS, m.lang, "against_thin", len(thin), every=len(every), chance=m.percent(lowest))
