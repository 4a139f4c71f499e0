"""Styles for QGIS (QML), stored inside the GeoPackage: the colours and signs of the planner's maps.

Every style is a list of rules, drawn from the first to the last; what a rule's filter says is in the
attributes of the layer, so that a style goes on fitting when rows are edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from xml.sax.saxutils import escape, quoteattr

from planner.report.gis.layers import Layer, venue_kinds
from planner.report.maps import BAND_COLOURS, BAND_MINUTES, BREAKS_MINUTES, COLOURS, WORDS, style
from planner.report.words import Lang
from planner.texts import Texts

WIDEST_MM = 1.6
"""Width of a line for all participants of the most populous place."""
MARKERS = {
    "s": ("square", 0),
    "P": ("cross_fill", 0),
    "p": ("pentagon", 0),
    "D": ("diamond", 0),
    "^": ("triangle", 0),
    "v": ("triangle", 180),
    "h": ("hexagon", 0),
    "8": ("octagon", 0),
    "X": ("cross_fill", 45),
    "<": ("triangle", 270),
    ">": ("triangle", 90),
    "d": ("diamond", 45),
}
"""Signs of the printed map → QGIS's names for them, and how they are turned."""
TEXTS = Texts(
    "gis.style",
    {
        "outside": "outside the units",
        "member": "member of a unit",
        "upto": "up to {0} minutes",
        "between": "{0}–{1} minutes",
        "over": "over {0} minutes",
        "nowhere": "no course to travel to",
        "idle": "not in use",
        "local": "to courses in the region",
        "specialist": "to the specialist service",
        "nearer": "{0}–{1} minutes nearer",
        "nearer_over": "over {0} minutes nearer",
        "farther": "{0}–{1} minutes farther",
        "farther_over": "over {0} minutes farther",
        "same": "about the same (less than {0} minutes)",
        "incomparable": "nobody takes part under one of them",
        "against": "{0} against {1}",
    },
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows that a filter lets through, the words for them, and the XML of their symbol."""

    words: str
    condition: str
    symbol: str
    group: str = ""
    """Heading in the legend; of several headings only the first is switched on."""
    group_condition: str = ""


def qml_of(layer: Layer, lang: Lang, most_of_a_place: float) -> str | None:
    """The QML of a layer; None for tables. `most_of_a_place` is the measure of line widths."""
    name = layer.doc.name
    if name == "units":
        return _qml(_units(layer), label="name")
    if name == "members":
        return _qml(_members(lang), label="name", slant=True)
    if name == "places":
        return _qml(_places(lang), label="name")
    if name == "venues":
        return _qml(_venues(layer, lang))
    if name == "assignments":
        return _qml(_assignments(lang, most_of_a_place))
    if name == "gains":
        return _qml(_gains(layer, lang), label="name")
    return _qml(_roads(lang)) if name == "roads" else None


# ------------------------------------------------------------------------------ layers


def _units(layer: Layer) -> list[Rule]:
    fills = style.fills([str(row.values["unit_id"]) for row in layer.rows])
    rules = []
    for row in layer.rows:
        unit_id = str(row.values["unit_id"])
        fill = fills[unit_id]
        parts = [
            _simple_fill(fill.colour, style.UNIT_EDGE, 0.5),
            _hatch(fill.hatch, fill.hatch_colour),
        ]
        rules.append(
            Rule(str(row.values["name"]), f"\"unit_id\" = '{_quoted(unit_id)}'", _symbol("fill", parts))
        )
    return rules


def _members(lang: Lang) -> list[Rule]:
    outside = [
        _simple_fill(style.OUTSIDE, style.OUTLINE, 0.2),
        _hatch(style.OUTSIDE_HATCH, "#b4b4b4"),
    ]
    edge = [_simple_fill(None, style.OUTLINE, 0.2)]
    return [
        Rule(TEXTS.text(lang, "outside"), '"unit_id" IS NULL', _symbol("fill", outside)),
        Rule(TEXTS.text(lang, "member"), '"unit_id" IS NOT NULL', _symbol("fill", edge)),
    ]


def _places(lang: Lang) -> list[Rule]:
    texts = TEXTS.every(lang)
    size = 'max(0.8, 0.055 * sqrt("persons"))'
    rules = []
    low = None
    for colour, high in zip(BAND_COLOURS, (*BAND_MINUTES, None), strict=True):
        parts = [
            *([f'"minutes_nearest" > {low}'] if low is not None else []),
            *([f'"minutes_nearest" <= {high}'] if high is not None else []),
        ]
        words = (
            texts["upto"].format(high)
            if low is None
            else texts["over"].format(low)
            if high is None
            else texts["between"].format(low, high)
        )
        mark = _marker("circle", colour, style.INK, 2.0, sized_by=size)
        rules.append(Rule(words, " AND ".join(parts), _symbol("marker", [mark])))
        low = high
    nowhere = _marker("circle", "#ffffff", style.UNMET, 2.0, sized_by=size)
    rules.append(Rule(texts["nowhere"], '"minutes_nearest" IS NULL', _symbol("marker", [nowhere])))
    return rules


def _venues(layer: Layer, lang: Lang) -> list[Rule]:
    kinds = venue_kinds(layer, lang)
    signs = style.markers(list(kinds))
    idle = _marker("circle", "#d8d2c8", "#5f5a52", 1.6)
    rules = [Rule(TEXTS.text(lang, "idle"), 'NOT "in_use"', _symbol("marker", [idle]))]
    for kind, words in kinds.items():
        shape, turned = MARKERS[signs[kind]]
        mark = _marker(shape, style.INK, "#ffffff", 3.6, turned=turned)
        condition = f'"in_use" AND "kind" = \'{_quoted(kind)}\''
        rules.append(Rule(words, condition, _symbol("marker", [mark])))
    return rules


def _assignments(lang: Lang, most: float) -> list[Rule]:
    texts = TEXTS.every(lang)
    per_root = WIDEST_MM / sqrt(most) if most > 0 else 0.0
    width = f'max(0.15, {per_root:.4f} * sqrt("participants_per_year"))'
    local = _line(style.LOCAL, 0.4, alpha=140, wide_by=width)
    away = _line(style.SPECIALIST, 0.4, alpha=190, wide_by=width, dashes="4;2")
    return [
        Rule(texts["specialist"], "\"kind\" = 'specialist'", _symbol("line", [away])),
        Rule(texts["local"], "\"kind\" = 'local'", _symbol("line", [local])),
    ]


def _roads(lang: Lang) -> list[Rule]:
    words = WORDS.every(lang)
    plain = _line(style.ROAD, 0.3)
    exposed = [_line(style.EXPOSED, 1.1, alpha=165), plain]
    boat = _line(style.EXPOSED, 0.5, dashes="3;2")
    cross = _marker("cross2", style.CLOSED, style.CLOSED, 3.0)
    crossed = _layer("MarkerLine", {"placement": "centralpoint", "rotate": "0"}, _inner(cross))
    closed = [_line(style.CLOSED, 0.5, dashes="1;1.5"), crossed]
    out = _line(style.ROAD, 0.25, dashes="0.5;1.5")
    is_open = "\"state\" = 'open'"
    road = f"{is_open} AND \"kind\" = 'road'"
    return [
        Rule(words["out"], f'{road} AND "leaves_region"', _symbol("line", [out])),
        Rule(
            f"{words['road']}, {words['exposed']}",
            f'{road} AND NOT "leaves_region" AND "winter_exposed"',
            _symbol("line", exposed),
        ),
        Rule(
            words["road"],
            f'{road} AND NOT "leaves_region" AND NOT "winter_exposed"',
            _symbol("line", [plain]),
        ),
        Rule(words["boat"], f"{is_open} AND \"kind\" <> 'road'", _symbol("line", [boat])),
        Rule(words["closed"], "\"state\" = 'closed'", _symbol("line", closed)),
    ]


def _gains(layer: Layer, lang: Lang) -> list[Rule]:
    """A heading for each alternative, with the classes of the difference map below it."""
    pairs = dict.fromkeys((row.values["scenario"], row.values["compared_with"]) for row in layer.rows)
    return [
        Rule(
            words,
            condition,
            symbol,
            TEXTS.text(lang, "against").format(after, before),
            f"\"scenario\" = '{_quoted(after)}'",
        )
        for after, before in pairs
        for words, condition, symbol in _steps(lang)
    ]


def _steps(lang: Lang) -> list[tuple[str, str, str]]:
    """Words, filter and symbol of each class of change, the greatest changes drawn last."""
    texts = TEXTS.every(lang)
    size = 'max(1.6, 0.055 * sqrt("persons"))'
    change = '"minutes_change"'
    first, *_ = BREAKS_MINUTES
    nobody = _marker("circle", "#ffffff", style.UNMET, 2.0, sized_by=size)
    same = _marker("circle", COLOURS[0], style.INK, 2.0, sized_by=size)
    found = [
        (texts["incomparable"], f"{change} IS NULL", _symbol("marker", [nobody])),
        (texts["same"].format(f"{first:g}"), f"abs({change}) < {first:g}", _symbol("marker", [same])),
    ]
    for step, low in enumerate(BREAKS_MINUTES, start=1):
        high = BREAKS_MINUTES[step] if step < len(BREAKS_MINUTES) else None
        for sign, name, turned in ((-1, "nearer", 180), (1, "farther", 0)):
            amount = f"{change} * {sign}"
            limit = f" AND {amount} < {high:g}" if high is not None else ""
            words = (
                texts[f"{name}_over"].format(f"{low:g}")
                if high is None
                else texts[name].format(f"{low:g}", f"{high:g}")
            )
            mark = _marker(
                "triangle", COLOURS[sign * step], style.INK, 2.4, turned=turned, sized_by=size
            )
            found.append((words, f"{amount} >= {low:g}{limit}", _symbol("marker", [mark])))
    return found


# ------------------------------------------------------------------------------ symbols


def _quoted(text: str) -> str:
    """A text inside the single quotes of an expression."""
    return text.replace("'", "''")


def _rgba(colour: str, alpha: int = 255) -> str:
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + f",{alpha}"


def _layer(
    kind: str, properties: dict[str, str], inner: str = "", defined: dict[str, str] | None = None
) -> str:
    """One layer of a symbol; `defined` gives properties by an expression of the row."""
    props = "".join(f"<prop k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in properties.items())
    if defined:
        options = "".join(
            f'<Option name={quoteattr(k)} type="Map"><Option name="active" type="bool" value="true"/>'
            f'<Option name="expression" type="QString" value={quoteattr(v)}/>'
            '<Option name="type" type="int" value="3"/></Option>'
            for k, v in defined.items()
        )
        props += (
            '<data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/>'
            f'<Option name="properties" type="Map">{options}</Option>'
            '<Option name="type" type="QString" value="collection"/></Option></data_defined_properties>'
        )
    return f'<layer class="{kind}" enabled="1" locked="0" pass="0">{props}{inner}</layer>'


def _symbol(kind: str, layers: Sequence[str], name: str = "{name}") -> str:
    """A symbol of some layers; its name is set in by the rules."""
    body = "".join(layer.replace("{inner}", f"@{name}@{n}") for n, layer in enumerate(layers))
    return f'<symbol type="{kind}" name="{name}" alpha="1" clip_to_extent="1">{body}</symbol>'


def _inner(marker: str) -> str:
    """A marker as the sign that a line or area repeats."""
    return _symbol("marker", [marker], "{inner}")


def _simple_fill(colour: str | None, edge: str, width_mm: float) -> str:
    return _layer(
        "SimpleFill",
        {
            "color": _rgba(colour or "#ffffff"),
            "style": "solid" if colour else "no",
            "outline_color": _rgba(edge),
            "outline_width": str(width_mm),
            "outline_style": "solid",
        },
    )


def _hatch(hatch: str, colour: str) -> str:
    """The hatch of the printed map as lines or dots of QGIS."""
    lines = {
        "/": ((45, 4.0),),
        "////": ((45, 2.0),),
        "\\\\": ((135, 3.0),),
        "||": ((90, 3.0),),
        "--": ((0, 2.5),),
        "xx": ((45, 3.5), (135, 3.5)),
        "++": ((0, 3.5), (90, 3.5)),
    }
    if hatch in lines:
        return "".join(_line_pattern(angle, apart, colour) for angle, apart in lines[hatch])
    if hatch == "..":
        dot, apart = _marker("circle", colour, colour, 0.7), "2.5"
    else:
        dot, apart = _marker("circle", None, colour, 1.4), "3.5"
    return _layer("PointPatternFill", {"distance_x": apart, "distance_y": apart}, _inner(dot))


def _line_pattern(angle: int, apart_mm: float, colour: str) -> str:
    return _layer(
        "LinePatternFill",
        {"angle": str(angle), "distance": str(apart_mm)},
        _symbol("line", [_line(colour, 0.25)], "{inner}"),
    )


def _line(
    colour: str, width_mm: float, *, alpha: int = 255, wide_by: str = "", dashes: str = ""
) -> str:
    properties = {
        "line_color": _rgba(colour, alpha),
        "line_width": str(width_mm),
        "line_width_unit": "MM",
        "capstyle": "flat",
        "joinstyle": "round",
    }
    if dashes:
        properties |= {"use_custom_dash": "1", "customdash": dashes, "customdash_unit": "MM"}
    return _layer("SimpleLine", properties, defined={"outlineWidth": wide_by} if wide_by else None)


def _marker(
    shape: str, face: str | None, edge: str, size_mm: float, *, turned: int = 0, sized_by: str = ""
) -> str:
    return _layer(
        "SimpleMarker",
        {
            "name": shape,
            "color": _rgba(face or "#ffffff", 255 if face else 0),
            "outline_color": _rgba(edge),
            "outline_width": "0.25" if shape != "cross2" else "0.8",
            "size": str(size_mm),
            "size_unit": "MM",
            "angle": str(turned),
        },
        defined={"size": sized_by} if sized_by else None,
    )


# ------------------------------------------------------------------------------ the whole


def _qml(rules: Sequence[Rule], *, label: str = "", slant: bool = False) -> str:
    listed = _grouped(rules)
    # Each rule is drawn in a pass of its own, so that the last lies on top wherever the rows stand.
    symbols = "".join(
        rule.symbol.replace("{name}", str(n)).replace('pass="0"', f'pass="{n}"')
        for n, rule in enumerate(rules)
    )
    labels = _labels(label, slant) if label else ""
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22.0" styleCategories="Symbology|Labeling" '
        f'labelsEnabled="{int(bool(label))}">'
        '<renderer-v2 type="RuleRenderer" symbollevels="1" enableorderby="0" forceraster="0">'
        f'<rules key="{{rules}}">{listed}</rules><symbols>{symbols}</symbols></renderer-v2>'
        f"{labels}<blendMode>0</blendMode><featureBlendMode>0</featureBlendMode></qgis>\n"
    )


def _grouped(rules: Sequence[Rule]) -> str:
    """The rules as XML, under their headings where they have any."""
    parts: list[str] = []
    for (words, condition), inner in groupby(
        enumerate(rules), key=lambda item: (item[1].group, item[1].group_condition)
    ):
        listed = "".join(
            f'<rule key="{{rule-{n}}}" symbol="{n}" label={quoteattr(rule.words)} '
            f"filter={quoteattr(rule.condition)}/>"
            for n, rule in inner
        )
        if words:
            off = ' checkstate="0"' if parts else ""
            listed = (
                f'<rule key="{{group-{len(parts)}}}" label={quoteattr(words)} '
                f"filter={quoteattr(condition)}{off}>{listed}</rule>"
            )
        parts.append(listed)
    return "".join(parts)


def _labels(field: str, slant: bool) -> str:
    look = (
        f'<text-style fieldName="{escape(field)}" fontFamily="Arial" fontSize="{8 if slant else 9}" '
        f'fontSizeUnit="Point" fontWeight="50" fontItalic="{int(slant)}" '
        f'textColor="{_rgba(style.INK)}" textOpacity="1" isExpression="0">'
        '<text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" '
        'bufferColor="255,255,255,255" bufferOpacity="0.85"/></text-style>'
    )
    spot = '<placement placement="0" dist="1" distUnits="MM" priority="5"/>'
    return f'<labeling type="simple"><settings calloutType="simple">{look}{spot}</settings></labeling>'
