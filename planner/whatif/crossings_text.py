"""Break-even values in words, and as JSON."""

from __future__ import annotations

from planner.region import Region
from planner.report.words import Lang, number
from planner.texts import Texts
from planner.whatif.columns import shown
from planner.whatif.crossings import NO_PLAN, BreakEven, Look
from planner.whatif.words import path_label, value_label

_WORDS = Texts(
    "crossings",
    {
        "head": "{path} from {low} to {high}",
        "best": "best alternative: most covered, then fewest with no offer, then least {value}",
        "units": "the units and who belongs to them",
        "guideline": "the units against the guideline",
        "venues": "the venues in use",
        "watch": "What is watched: {what}.",
        "none": "The answer is the same throughout: {state}.",
        "to": "up to {at}",
        "from": "from {at}",
        "unproven": "not proven",
        "complete": "These are all: the answer can only move one way along this value.",
        "constant": "This is certain.",
        "incomplete": (
            "Whether these are all is not known: courses are whole numbers, and the answer may "
            "change and change back between two values looked at. {count} values were solved; --scan "
            "looks at more."
        ),
        "stopped": "Some plans are not proven (time limit); the answer there may be another.",
        "no_plan": "no plan",
        "within": "within",
        "about": "about at",
        "below": "below",
        "above": "above",
    },
)


def break_even_text(found: BreakEven, region: Region, lang: Lang) -> str:
    """What changes where, one line per stretch, and whether that is all."""
    low, high = _at(found.low, lang), _at(found.high, lang)
    path = path_label(lang, found.path)
    head = _say(lang, "head", path=path[:1].upper() + path[1:], low=low, high=high)
    what = _say(lang, found.watch, value=value_label(lang, found.value))
    lines = [head, _say(lang, "watch", what=what), ""]
    if not found.crossings:
        lines.append(_say(lang, "none", state=_state(found.looks[0], region, lang)))
    else:
        stretches = [found.looks[0], *(crossing.after for crossing in found.crossings)]
        ends = [*(_at(crossing.before.at, lang) for crossing in found.crossings), high]
        begins = [low, *(_at(crossing.after.at, lang) for crossing in found.crossings)]
        wide = max(len(text) for text in (*begins, *ends))
        for begin, end, look in zip(begins, ends, stretches, strict=True):
            mark = "" if look.proven else f"  ({_say(lang, 'unproven')})"
            lines.append(f"  {begin:>{wide}} – {end:<{wide}}  {_state(look, region, lang)}{mark}")
    lines.append("")
    if found.complete:
        lines.append(_say(lang, "complete" if found.crossings else "constant"))
    else:
        lines.append(_say(lang, "incomplete", count=number(lang, len(found.looks))))
    if not all(look.proven for look in found.looks):
        lines.append(_say(lang, "stopped"))
    return "\n".join(lines) + "\n"


def _say(lang: Lang, key: str, **values: object) -> str:
    return _WORDS.text(lang, key).format(**values)


def _at(value: float, lang: Lang) -> str:
    return shown(round(value, 6), lang)


def _state(look: Look, region: Region, lang: Lang) -> str:
    """A state in names instead of ids."""
    text = look.state.replace(NO_PLAN, _say(lang, "no_plan"))
    for verdict in ("within", "about", "below", "above"):
        text = text.replace(f"={verdict}", f": {_say(lang, verdict)}")
    names = {u.id: u.name for u in region.units.values()} | {
        v.id: v.name for v in region.venues.values()
    }
    names |= {m.code: m.name for m in region.municipalities.values()}
    for one in sorted(names, key=len, reverse=True):
        text = text.replace(one, names[one])
    return text
