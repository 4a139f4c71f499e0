"""Every sentence and label of tables, verdicts and workbooks.

`say(lang, key, ...)` is the door to them, `tell(table, lang, key, ...)` to the texts of other tables.
Labels of indicators beyond the comparison table stand in `planner.evaluate.INDICATORS`, the words of
maps in `planner.report.maps.text`.
"""

from __future__ import annotations

from planner.report.words.numbers import number
from planner.texts import Lang, Texts


def say(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key, with values set in: whole numbers in the language's style, texts as they are.

    Raises:
        KeyError: no such key, or a value that the text asks for is missing.
    """
    return tell(WORDS, lang, key, **values)


def tell(texts: Texts, lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key out of texts of one's own, with values set in as `say` does."""
    shown = {name: number(lang, v) if isinstance(v, int) else v for name, v in values.items()}
    return texts.text(lang, key).format(**shown)


def plural(texts: Texts, lang: Lang, key: str, count: int, /, **values: str | int) -> str:
    """A text by key for so many: `key.one` for one where there is such a text, `key` for others.

    `{count}` is the number.
    """
    chosen = f"{key}.one" if count == 1 and f"{key}.one" in texts else key
    return tell(texts, lang, chosen, count=count, **values)


WORDS = Texts(
    "report",
    {
        # ------------------------------------------------------------------ the comparison table
        "table.title": "Comparison of alternatives",
        "table.scope": "Scope: {persons} inhabitants of {names}.",
        "table.part": "Part {part} of {parts}",
        "table.best": (
            "{mark} best in the row; alternatives that the proof cannot tell apart share the mark"
        ),
        "table.best_xlsx": (
            "Green and bold: best in the row; alternatives that the proof cannot tell apart share the "
            "mark."
        ),
        "table.same": "The same for all: {rows}.",
        "table.absent": "–",
        "table.yes": "yes",
        "table.no": "no",
        "section.organisation": "Coordination",
        "section.offer": "Programmes and participants",
        "section.travel": "Travel",
        "section.cost": "Cost",
        "section.proof": "Solution",
        "row.unit_persons": "Inhabitants per unit",
        "row.guideline": "Against the population guideline",
        "row.form": "Form of organisation",
        "row.units_under_two_posts": "Vulnerable units (under two posts)",
        "row.minutes_mean_worst_municipality": "Minutes one way, worst municipality",
        "row.status": "How well proven",
        # ------------------------------------------------------------------ the guideline
        "guideline.within": "within",
        "guideline.about": "about at, {short}\u00a0short",
        "guideline.below": "{short}\u00a0short",
        "guideline.above": "{above}\u00a0above",
        "guideline.all_below": "all below",
        "guideline.all_within": "all within",
        "guideline.some_within": "{within} of {units} within",
        # ------------------------------------------------------------------ status
        "status.optimal": "proven best",
        "status.within_gap": "proven within {gap}",
        "status.unproven": "not proven, gap {gap}",
        "status.unproven_unknown": "no bound is proven",
        "status.stopped": "stopped, gap {gap}",
        "status.stopped_unknown": "stopped, no bound is proven",
        "status.given": "given, not solved",
        # ------------------------------------------------------------------ forms
        "form.none": "none",
        "form.founded": "{form} (new)",
        "form.partners": "{form} with {names}",
        "form.intermunicipal": "intermunicipal",
        "form.host_municipality": "host municipality",
        "form.dms": "medical centre (DMS)",
        "form.solo": "each by itself",
        "form.seat": "new unit",
        "form.new": "new unit",
        "form.satellite": "satellite of the hospital",
        # ------------------------------------------------------------------ verdicts: units
        "verdict.title": "Verdicts",
        "verdict.no_unit": (
            "No coordinating unit: people take part at {specialist} or have no group programme."
        ),
        "verdict.one": "{persons} inhabitants{judgement}.",
        "verdict.named": "{unit}: {persons} inhabitants{judgement}.",
        "verdict.within": ": within the population guideline ({low}–{high})",
        "verdict.about": ", {short} short of {low}: about at the lower estimate",
        "verdict.below": ", {short} short of {low}: below the population guideline",
        "verdict.above": ", {above} over {high}: above the upper estimate, which is no fault in itself",
        "verdict.several": "{units} units of {least}–{most} inhabitants: {counts} ({low}–{high}).",
        "verdict.count_all_below": "all below the population guideline",
        "verdict.count_all_within": "all within the population guideline",
        "verdict.count_mixed": (
            "{within} within, {about} about at, {below} below and {above} above the population "
            "guideline"
        ),
        # ------------------------------------------------------------------ verdicts: the rest
        "verdict.covers_all": "Everybody in scope is covered.",
        "verdict.covers_some": "{share} are covered; {names} ({persons} inhabitants) stand outside.",
        "verdict.covers_none": "Nobody in scope is covered.",
        "verdict.viable": (
            "{viable} of {programmes} programmes can fill a group, for {share} of the participants."
        ),
        "verdict.viable_none": "None of the {programmes} programmes can fill a group.",
        "verdict.participants": (
            "Of {total} participants a year {served} are at courses in the region and {at} at "
            "{specialist}."
        ),
        "verdict.participants_unmet": (
            "Of {total} participants a year {served} are at courses in the region, {at} at "
            "{specialist} and {unmet} without an offer."
        ),
        "verdict.lost": "{lost} a year have an offer and do not come, for the way they have.",
        "verdict.hospital_holds": (
            "{specialist} holds {programmes} in the rooms of {unit}, with its own staff."
        ),
        "verdict.lost_choice": "{lost} a year have an offer and choose to stay at home.",
        "verdict.queue": (
            "The queue to {specialist} grows in a year by what it does in {years} years."
        ),
        "verdict.nobody": "none",
        "verdict.travel": (
            "Travel: {hours} hours a year; {mean} minutes one way on average, {longest} at the longest."
        ),
        "verdict.no_travel": "No travel: nobody has an offer.",
        "verdict.cost": "Cost: NOK {nok} a year ({each} per inhabitant).",
        "verdict.cost_in_all": "Cost: NOK {nok} a year.",
        "verdict.nobody_lives_there": "Nobody lives in the municipalities in scope.",
        "verdict.no_cost": "Cost is not told, because prices are missing ({reasons}).",
        "verdict.vulnerable": (
            "{count} of {units} units have fewer than two posts and are vulnerable to absence."
        ),
        "verdict.vulnerable_all": (
            "All {units} units have fewer than two posts and are vulnerable to absence."
        ),
        "verdict.vulnerable_both": (
            "Both units have fewer than two posts and are vulnerable to absence."
        ),
        "verdict.vulnerable_one": "The unit has {posts} posts and is vulnerable to absence.",
        "verdict.optimal": "The plan is proven the best possible under these assumptions.",
        "verdict.within_gap": "The plan is proven within {gap} of the best possible ({stage}).",
        "verdict.unproven": (
            "The search came to its end: the plan is proven within {gap} of the best possible "
            "({stage}), not nearer."
        ),
        "verdict.unproven_unknown": (
            "The search came to its end: no bound is proven for how good the plan is ({stage})."
        ),
        "verdict.stopped": (
            "The search was stopped before it was done: the plan is proven within {gap} of the best "
            "possible ({stage}), and it may differ next time."
        ),
        "verdict.stopped_unknown": (
            "The search was stopped before it was done: no bound is proven for how good the plan is "
            "({stage}), and it may differ next time."
        ),
        "verdict.given": (
            "The plan is given and measured, not solved: it does not promise to be the best."
        ),
        "verdict.assumptions": "* rests on assumptions about {groups}.",
        # ------------------------------------------------------------------ names of stages
        "stage.outside": "inhabitants outside",
        "stage.shortfall": "shortfall",
        "stage.unmet": "participants with no offer",
        "stage.travel": "travel hours",
        "stage.cost": "cost",
        "stage.seat_travel": "way to the seat",
        "stage.worst_travel": "longest way",
        "stage.equity": "mean way of the worst-off",
        "stage.reach": "participants at no local course",
        "stage.venues": "venues in use",
        "stage.ids": "order where all else is equal",
        # ------------------------------------------------------------------ what assumptions are about
        "group.population": "population",
        "group.membership": "membership and seat",
        "group.posts": "posts",
        "group.participation": "how many take part",
        "group.groups": "group sizes",
        "group.places": "where in a municipality people live",
        "group.travel": "travel times",
        "group.meetings": "meetings per course",
        "group.staff": "staffing",
        "group.work": "hours of work",
        "group.venues": "venues",
        "group.specialist": "what the hospital holds, the trips it takes and its places",
        "group.decay": "how many the way keeps from coming",
        "group.prices": "prices",
        # ------------------------------------------------------------------ remarks on a comparison
        "remark.title": "To note",
        "remark.same_travel": (
            "Travel does not distinguish these: {names}. The courses are the same, in the same places "
            "and for the same participants."
        ),
        "remark.same_no_courses": (
            "Travel does not distinguish these: {names}. None of them has courses in the region."
        ),
        "remark.same_participants": (
            "Participants' travel does not distinguish these: {names}. The courses are the same, in "
            "the same places and for the same participants; only professionals' travel differs "
            "({staff})."
        ),
        "remark.differ": "What differs is {what}.",
        "remark.nothing_differs": (
            "The figures here do not tell them apart; qualifications and what the municipalities want "
            "must decide."
        ),
        "remark.nothing_gained": (
            "The organisation is the same too; that they may use different venues makes no difference."
        ),
        "remark.what_form": "form of organisation ({values})",
        "remark.what_agreements_existing": "agreements that exist ({values})",
        "remark.what_agreements_new": "agreements to be made ({values})",
        "remark.what_posts_fte": "coordinators' posts ({values})",
        "remark.what_units_small": "units under two posts ({values})",
        "remark.what_qualifications": "qualifications, readings 0–4 added up ({values})",
        "remark.what_cost_nok": "NOK a year ({values})",
        "remark.strategy": (
            "Same organisation ({units}), but different use of venues and bases makes travel differ: "
            "{hours}. Here the places decide travel, not the organisation."
        ),
        "remark.axes": "Choices that differ alone, by how much they move the travel hours: {told}.",
        "remark.axis_organisation": "who coordinates, {hours} a year ({names})",
        "remark.axis_venues": "which venues, {hours} a year ({names})",
        "remark.axis_mix": "which mix of programmes, {hours} a year ({names})",
        "remark.hours": "{hours} hours a year in {names}",
        "remark.places_assumed": (
            "How many {specialist} takes is not known: everybody is assumed to find a place there."
        ),
        "remark.places_assumed_of": (
            "In {names} it is not stated how many {specialist} takes: everybody is assumed to find a "
            "place there."
        ),
        "remark.decay_assumed": (
            "How many the way keeps from coming is an assumption; so is everything that follows from "
            "it in {names}."
        ),
        "remark.choice_assumed": (
            "How people choose between near and far offers and staying at home is an assumption; so is "
            "everything that follows from it in {names}."
        ),
        "remark.more_choose": (
            "With the assumed choice {more} more a year take part in {most} than in {fewest}, most of "
            "them from {names}."
        ),
        "remark.more_come": (
            "With the assumed distance decay {more} more a year take part in {most} than in {fewest}, "
            "most of them from {names}."
        ),
        "remark.proven": "All plans are proven the best possible under their assumptions.",
        "remark.uncovered": (
            "Not everybody is covered in {names}. Where leaving people out can make a figure better, "
            "it is not marked best."
        ),
        "remark.unmet": (
            "More people have no offer in {names} than in the others; the figures are therefore not "
            "marked best."
        ),
        "remark.basis": (
            "Other assumptions than the rest: {names}. They show what the assumptions mean, and are "
            "left out when the best is marked."
        ),
        "remark.overlap": (
            "The travel hours of {names} are closer to each other than what is proven; they share the "
            "mark."
        ),
        "remark.proven_within": "All plans are proven within {limit} of the best possible.",
        "remark.no_bound": "no bound is proven",
        "remark.not_proven": "Not proven within {limit}: {names}.",
        "remark.without_plan": "{name} has no plan: {reasons}",
        "remark.message": "{name}: {message}",
        "basis.level": "demand {value}",
        "basis.mix": "mix of diagnoses {value}",
        "basis.factor": "demand × {value}",
        "basis.programmes": "some of the programmes",
        "basis.changes": "other assumptions on courses",
        "basis.persons": "other population",
        "basis.participation": "other assumptions on who comes",
        "basis.specialist": "other places or trips at the hospital",
        "basis.year": "inhabitants of {year}",
        "basis.year_of": "inhabitants of {year}, {alternative}",
        "basis.year_none": "inhabitants of the region's table",
        "basis.season_winter": "winter roads",
        "basis.season_summer": "summer roads",
        "basis.roads": "other roads or travel times",
        # ------------------------------------------------------------------ workbook
        "sheet.summary": "Summary",
        "sheet.units": "Units",
        "sheet.municipalities": "Municipalities",
        "sheet.payers": "Who pays",
        "sheet.programmes": "Programmes",
        "sheet.courses": "Courses",
        "sheet.charts": "Charts",
        "sheet.venues": "Venues",
        "sheet.assignments": "Who travels where",
        "sheet.assumptions": "Assumptions",
        "column.scenario": "Alternative",
        "column.unit_name": "Coordinating unit",
        "column.seat": "Seat",
        "column.members": "Members",
        "column.form": "Form of organisation",
        "column.exists_today": "Exists today",
        "column.payer": "Payer",
        "column.guideline": "Against the guideline",
        "column.municipality": "Municipality",
        "column.code": "Code",
        "column.programme": "Programme",
        "column.venue": "Venue",
        "column.place": "Place",
        "column.table": "Table",
        "column.row": "Row",
        "column.field": "Field",
        "column.value": "Value",
        "column.group": "Concerns",
        "column.kind": "Kind",
        "column.seats": "Seats",
        "column.meetings": "Meetings a year",
        "column.meetings_max": "Meetings it can take",
        "column.in_use": "Used",
        "column.nok": "NOK a year",
        "column.takes_part": "Takes part",
        "column.where": "Where",
        "column.programmes": "Programmes",
        "column.participants_year": "Participants a year",
        "column.minutes": "Minutes one way",
        "column.km": "Km one way",
        "column.hours": "Travel hours a year",
        "column.in_scope": "In scope",
        "takes_part.local": "at local courses",
        "takes_part.specialist": "at {specialist}",
        "takes_part.unmet": "no offer",
        "takes_part.lost": "do not come",
        "chart.travel": "Travel hours a year",
        "chart.participants": "Participants a year",
        "chart.cost": "NOK a year, by who pays",
        "chart.minutes": "Minutes one way",
        "chart.note": "The charts follow the figures to the left: change those, and the charts change.",
        "column.courses": "Courses a year",
        "column.participants": "Participants",
        "column.persons": "Inhabitants",
        "column.local": "Local",
        "column.at": "At {specialist}",
        "column.unmet": "No offer",
        "column.lost": "Do not come",
        "column.mean": "Min. mean",
        "column.longest": "Min. longest",
        "single.municipalities": "Municipalities (participants a year, minutes one way)",
        "column.used_in": "Used in",
        "column.all_alternatives": "all",
        "payer.municipalities": "municipalities",
        "payer.hospital_trust": "hospital trust",
        "specialist.any": "the specialist service",
    },
)
