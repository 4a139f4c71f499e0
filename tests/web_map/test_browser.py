"""The interactive map in a real browser with the network off: it draws, switches, tells and prints.

Skipped where no Chromium is found; `.ci/run` installs one. CHROMIUM names another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from planner.report.comparison.comparison import compare
from planner.report.comparison.rows import sections
from planner.report.maps.bands import BAND_COLOURS
from planner.report.maps.flows import flows_of
from planner.report.web.page import FOLDER, web_map_html
from planner.report.web.text import TEXTS
from planner.report.words.numbers import number
from tests.report.cases import halves, today, together
from tests.web_map.browser import Browser, Page, find_chromium, started
from tests.web_map.cases import backdrop, five

CHROMIUM = find_chromium()
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium found (Debian: apt install chromium; or name it in CHROMIUM)"
)
LAYERS = {
    "units": ".leaflet-edges-pane path",
    "flows": ".leaflet-flows-pane path",
    "venues": ".leaflet-marks-pane .mark",
    "places": ".leaflet-dots-pane path.dot",
    "roads": ".leaflet-roads-pane path",
    "names": ".names g",
}
"""Layers that are on at first, and what they draw."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM
    with started(CHROMIUM) as running:
        yield running


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages: five alternatives in Norwegian and English, and a small region without outlines."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {
        "nb": web_map_html(five(), backdrop=backdrop()),
        "en": web_map_html(five(), backdrop=backdrop(), lang="en"),
        "small": web_map_html([today(), together(), halves()]),
    }
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.fixture(scope="module")
def shared(browser: Browser, files: dict[str, Path]) -> Page:
    """A desktop page that tests leave as they find it."""
    page = browser.page()
    page.open(files["nb"])
    return page


@pytest.fixture
def page(shared: Page) -> Iterator[Page]:
    """The shared page, the first alternative shown; what it complained of fails the test."""
    shared.run("window.scrollTo(0, 0)")
    show(shared, 0)
    yield shared
    for name in ("bands", "idle"):
        shared.run(f"(e => {{ if (e.checked) e.click(); }})(document.getElementById('layer-{name}'))")
    select(shared, "programme", -1)
    select(shared, "other", -1)
    assert shared.problems == []
    assert len(shared.requests) == 1


def select(page: Page, name: str, value: int) -> None:
    """Choose in a list as its change event tells."""
    page.run(
        f"(e => {{ e.value = '{value}'; e.dispatchEvent(new Event('change')); }})"
        f"(document.getElementById('{name}'))"
    )


def show(page: Page, n: int) -> None:
    select(page, "alternative", n)


def count(page: Page, selector: str) -> int:
    found = page.run(f"document.querySelectorAll({selector!r}).length")
    assert isinstance(found, int)
    return found


def text(page: Page, selector: str) -> str:
    return str(page.run(f"document.querySelector({selector!r}).textContent"))


def box_text(page: Page) -> str:
    return str(page.run("(e => e.hidden ? '' : e.innerText)(document.querySelector('.info'))"))


# ------------------------------------------------------------------------------ opens, asks for nothing


@pytest.mark.parametrize("name", ["nb", "en", "small"])
def test_it_opens_with_no_request_and_no_complaint(
    browser: Browser, files: dict[str, Path], name: str
) -> None:
    page = browser.page()
    page.open(files[name])
    assert page.run("document.documentElement.classList.contains('ready')")
    assert page.requests == [files[name].resolve().as_uri()]
    assert page.problems == []
    for layer in ("flows", "places", "roads", "names"):
        assert count(page, LAYERS[layer]) > 2, layer
    assert text(page, "#credits").strip()
    assert " km" in text(page, ".leaflet-control-scale-line") or " m" in text(
        page, ".leaflet-control-scale-line"
    )


def test_it_could_not_fetch_if_it_wanted(browser: Browser, files: dict[str, Path]) -> None:
    page = browser.page()
    page.open(files["nb"])
    failed = page.run("fetch('https://example.org/').then(() => 'fetched', () => 'refused')")
    page.run("document.body.append(Object.assign(new Image(), {src: 'https://example.org/a.png'}))")
    assert failed == "refused"
    page.wait_for("document.images.length === 1 && document.images[0].complete")
    assert page.requests[0] == files["nb"].resolve().as_uri()
    assert page.blocked == ["csp"] * (len(page.requests) - 1)  # stopped before they left
    assert any("Content Security Policy" in problem for problem in page.problems)


# ------------------------------------------------------------------------------ alternatives


def test_switching_shows_that_alternative_s_figures(page: Page) -> None:
    comparison = compare(five())
    table = [
        (row.label + "*" * row.all_assumed, row.cells)
        for section in sections(comparison, "nb")
        for row in section.rows
    ]
    for n, alternative in enumerate(five()):
        show(page, n)
        assert text(page, "#figures-table thead th.figure") == alternative.title("nb")
        seen = page.run(
            "[...document.querySelectorAll('#figures-table tbody tr')]"
            ".filter(r => r.querySelector('td'))"
            ".map(r => [r.children[0].textContent, r.children[1].innerText.split('\\n')[0]])"
        )
        wanted = {label: cells[n] for label, cells in table}
        assert len(seen) > 15
        for label, shown in seen:
            assert shown.strip().rstrip("*") == wanted[label].text.rstrip("*"), label
        assert alternative.name in page.run("location.hash")


def test_the_map_changes_with_the_alternative(page: Page) -> None:
    pictures = set()
    for n, alternative in enumerate(five()):
        show(page, n)
        fills = page.run(
            "[...new Set([...document.querySelectorAll('path.area')]"
            ".map(p => p.getAttribute('fill')))].filter(f => f.startsWith('url(#unit'))"
        )
        assert len(fills) == len(alternative.plan.units)
        patterns = page.run("[...document.querySelectorAll('pattern')].map(p => p.id)")
        assert all(fill[5:-1] in patterns for fill in fills)
        flows = flows_of(alternative.region, alternative.travel, alternative.scenario, alternative.plan)
        ways = sum(a != b for a, b in flows.local) + len(flows.specialist)
        assert count(page, ".leaflet-flows-pane path.hit") == ways
        rings = count(page, ".leaflet-dots-pane path") - count(page, LAYERS["places"])
        assert rings == len(flows.unmet)
        pictures.add(page.run("document.querySelector('.leaflet-map-pane').innerHTML"))
    assert len(pictures) == len(five())


def test_it_is_said_aloud(page: Page) -> None:
    show(page, 1)
    said = text(page, "#live")
    assert said.startswith("Viser Tittel one-unit.")
    assert "LØKTA: 29\u00a0678 innbyggere" in said
    assert page.run("document.getElementById('live').getAttribute('aria-live')") == "polite"


def test_buttons_go_round_and_the_address_leads_back(page: Page, browser: Browser) -> None:
    page.click("#previous")
    assert text(page, "#figures-table thead th.figure") == five()[-1].title("nb")
    page.click("#next")
    assert text(page, "#figures-table thead th.figure") == five()[0].title("nb")
    page.run("location.hash = 'winter'")
    page.wait_for("document.querySelector('#alternative').value === '3'")


def test_two_alternatives_stand_side_by_side(page: Page) -> None:
    select(page, "other", 2)
    heads = page.run(
        "[...document.querySelectorAll('#figures-table thead th.figure')].map(e => e.textContent)"
    )
    assert heads == [five()[0].title("nb"), five()[2].title("nb")]


# ------------------------------------------------------------------------------ layers


def test_every_layer_can_be_switched_off_and_on(page: Page) -> None:
    show(page, 1)
    for name, selector in LAYERS.items():
        before = count(page, selector)
        assert before > 0, name
        page.click(f"#layer-{name}")
        assert count(page, selector) < before, name
        if name in ("flows", "places", "roads", "names"):
            assert count(page, selector) == 0, name
        assert page.run(f"document.getElementById('legend-{name}').hidden")
        page.click(f"#layer-{name}")
        assert count(page, selector) == before, name


def test_bands_colour_the_ground_by_the_time_to_the_nearest_course(page: Page) -> None:
    show(page, 1)
    assert count(page, ".leaflet-bands-pane path") == 0
    page.click("#layer-bands")
    fills = page.run(
        "[...document.querySelectorAll('.leaflet-bands-pane path')].map(p => p.getAttribute('fill'))"
    )
    alternative = five()[1]
    region, travel = alternative.region, alternative.travel
    venues = {region.venues[v].place_id for v in alternative.plan.venues_in_use}
    members = set(alternative.plan.units[0].member_codes)
    wanted = []
    for place in region.places.values():
        if place.persons and place.municipality_code in members:
            minutes = min(m for v in venues if (m := travel.minutes(place.id, v)) is not None)
            wanted.append(BAND_COLOURS[sum(minutes > end for end in (15, 30, 45, 60))])
    assert sorted(fills) == sorted(wanted)
    assert "inntil 15 minutter" in text(page, "#legend-bands")
    show(page, 0)  # today there is no course to travel to
    fills = page.run(
        "[...new Set([...document.querySelectorAll('.leaflet-bands-pane path')]"
        ".map(p => p.getAttribute('fill')))]"
    )
    assert fills == ["url(#nowhere)"]


def test_one_programme_by_itself(page: Page) -> None:
    show(page, 1)
    alternative = five()[1]
    region = alternative.region
    programmes = sorted(region.programmes)
    held = alternative.plan.courses[0].programme_id
    all_ways = count(page, ".leaflet-flows-pane path.hit")
    select(page, "programme", programmes.index(held))
    rows = page.run("[...document.querySelectorAll('#courses tbody th')].map(e => e.textContent)")
    assert rows == [region.programmes[held].name_nb] * len(
        [c for c in alternative.plan.courses if c.programme_id == held]
    )
    served = {r.place_id for r in alternative.plan.attendance if r.programme_id == held}
    assert 0 < count(page, ".leaflet-flows-pane path.hit") <= len(served)
    assert region.programmes[held].name_nb in text(page, "#live")
    away = next(r.programme_id for r in alternative.plan.specialist)
    select(page, "programme", programmes.index(away))
    assert text(page, "#courses") == "Ingen kurs i regionen."
    assert count(page, ".leaflet-flows-pane path.hit") < all_ways
    assert count(page, ".leaflet-marks-pane .mark") == 1 + len(
        {r.service_id for r in alternative.plan.specialist if r.programme_id == away}
    )


def test_closed_roads_are_crossed_out_and_exposed_ones_marked(page: Page) -> None:
    for n, closed in ((1, False), (3, True)):
        show(page, n)
        legend = text(page, "#legend-roads")
        assert "værutsatt om vinteren" in legend
        assert ("stengt" in legend) is closed
        assert ("båt" in legend) is closed  # that scenario has boats too
        crosses = count(page, ".mark path[d='M7 7L17 17M17 7L7 17']")
        assert crosses == (2 if closed else 0)  # a white one under the red


def test_venues_not_in_use_can_be_shown(page: Page) -> None:
    show(page, 1)
    before = count(page, ".leaflet-marks-pane .mark")
    page.click("#layer-idle")
    idle = len(five()[1].region.venues) - len(five()[1].plan.venues_in_use)
    assert count(page, ".leaflet-marks-pane .mark") == before + idle


# ------------------------------------------------------------------------------ figures


def test_the_script_reckons_what_the_planner_reckons(page: Page) -> None:
    """The page's own script, run on the page's own data, against the indicators."""
    source = "".join((FOLDER / name).read_text("utf-8") for name in ("tell.js", "figures.js"))
    sums = page.run(
        f"(() => {{ {source}; return D.alternatives.map(a => {{ const f = figuresOf(a, ALL);"
        "return f.municipality.map(m => [m.local, m.specialist, m.unmet]); }); })()"
    )
    codes = list(five()[0].region.municipalities)
    for alternative, found in zip(five(), sums, strict=True):
        for row in alternative.indicators.per_municipality:
            local, specialist, unmet = found[codes.index(row.code)]
            assert local == pytest.approx(row.participants_served, rel=1e-4, abs=1e-6)
            assert specialist == pytest.approx(row.participants_specialist, rel=1e-4, abs=1e-6)
            assert unmet == pytest.approx(row.participants_unmet, rel=1e-4, abs=1e-6)


def test_tables_below_the_map_tell_the_same(page: Page) -> None:
    show(page, 1)
    rows = page.run(
        "[...document.querySelectorAll('#municipalities tbody tr')]"
        ".map(r => [...r.children].map(c => c.textContent))"
    )
    found = five()[1].indicators.per_municipality
    assert [row[0] for row in rows] == [m.name for m in found]
    assert [row[2] for row in rows] == [number("nb", m.persons) for m in found]
    assert {row[1] for row in rows} == {"LØKTA"}
    places = count(page, "#places tbody tr")
    eight = set(five()[1].region.scopes["eight"])
    assert places == sum(
        p.persons > 0 and p.municipality_code in eight for p in five()[1].region.places.values()
    )


# ------------------------------------------------------------------------------ pointer and keys


def middle(page: Page, selector: str) -> tuple[float, float]:
    x, y = page.run(
        f"(r => [r.x + r.width / 2, r.y + r.height / 2])"
        f"(document.querySelector({selector!r}).getBoundingClientRect())"
    )
    return x, y


def test_pointing_tells_names_and_figures_in_norwegian(page: Page) -> None:
    show(page, 1)
    page.point_at(*middle(page, "path.dot[aria-label^='Skrolsvik']"))
    told = box_text(page)
    assert told.startswith("Skrolsvik")
    assert "Tranøy" in told
    assert re.search(r"\d+ innbyggere", told)
    assert re.search(r"Nærmeste kurs: Finnsnes, \d+ minutter", told)
    page.point_at(5, 5)
    assert box_text(page) == ""


def test_a_member_tells_its_unit_and_its_participants(page: Page) -> None:
    show(page, 2)
    label = page.run("document.querySelector('path.area[aria-label^=\"Lenvik\"]').ariaLabel")
    assert "11\u00a0243 innbyggere" in label
    assert "Medlem av Senjalegen" in label
    assert "Deltakere/år" in label
    outside = page.run("document.querySelector('path.area[aria-label^=\"Bardu\"]').ariaLabel")
    assert "Utenfor alle samordningsenheter" in outside


def test_the_tabulator_leads_through_the_page(browser: Browser, files: dict[str, Path]) -> None:
    """Skip links first, then the choice of alternative, and one stop for each group on the map."""
    page = browser.page()
    page.open(files["nb"])
    show(page, 1)
    stops = []
    for _ in range(60):
        page.press("Tab")
        stops.append(
            page.run(
                "(e => e.id || e.getAttribute('class') || e.getAttribute('href') || e.tagName)"
                "(document.activeElement)"
            )
        )
        if stops[-1] == "layer-names":
            break
    assert stops[:6] == ["skip", "skip", "skip", "previous", "alternative", "next"]
    assert stops[6] == "map"
    assert sum("leaflet-interactive" in stop for stop in stops) == 5
    assert [s for s in stops if s.startswith("layer-")] == [
        f"layer-{n}"
        for n in ["units", "bands", "flows", "venues", "courses", "idle", "places", "roads", "names"]
    ]


def test_arrow_keys_go_from_place_to_place_and_escape_returns(page: Page) -> None:
    show(page, 1)
    page.run("document.querySelector('#alternative').focus()")
    page.run("document.querySelector('path.dot[tabindex=\"0\"]').focus()")
    page.press("ArrowRight")
    first = page.run("document.activeElement.ariaLabel")
    assert box_text(page).split("\n")[0] == first.split(".")[0]
    page.press("ArrowRight")
    second = page.run("document.activeElement.ariaLabel")
    assert second != first
    assert "3/" in second
    assert count(page, "path.dot[tabindex='0']") == 1
    page.press("ArrowLeft")
    assert page.run("document.activeElement.ariaLabel") == first
    page.press("Escape")
    assert page.run("document.activeElement.id") == "map"
    assert box_text(page) == ""


def test_the_list_of_alternatives_answers_to_keys(page: Page) -> None:
    page.run("document.querySelector('#alternative').focus()")
    page.press("ArrowDown")
    page.wait_for("document.querySelector('#alternative').value === '1'")
    assert text(page, "#figures-table thead th.figure") == five()[1].title("nb")


def test_everything_that_takes_focus_has_a_name(page: Page) -> None:
    show(page, 2)
    nodes = page.send("Accessibility.getFullAXTree")["nodes"]
    nameless = []
    focusable = 0
    for node in nodes:
        properties = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
        if not properties.get("focusable") or node.get("ignored"):
            continue
        role = node["role"]["value"]
        if role in ("RootWebArea", "generic"):
            continue
        focusable += 1
        if not node.get("name", {}).get("value"):
            nameless.append((role, node["nodeId"]))
    assert focusable > 100
    assert nameless == []
    ids = page.run("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    headings = page.run("[...document.querySelectorAll('h1,h2,h3,h4')].map(e => Number(e.tagName[1]))")
    assert headings[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(headings))


# ------------------------------------------------------------------------------ looks


def boxes(page: Page, selector: str) -> list[tuple[float, float, float, float]]:
    return [
        tuple(b)
        for b in page.run(
            f"[...document.querySelectorAll({selector!r})].map(e => {{"
            "const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
        )
    ]


def test_names_do_not_run_into_each_other(page: Page) -> None:
    for n in range(len(five())):
        show(page, n)
        found = boxes(page, ".names g")
        assert len(found) > 25
        for a, b in combinations(found, 2):
            across = min(a[2], b[2]) - max(a[0], b[0])
            down = min(a[3], b[3]) - max(a[1], b[1])
            # The box of a line of type is higher than its letters.
            assert across <= 1 or down <= 4, (a, b)


def test_zooming_in_shows_more_names(page: Page) -> None:
    page.run("document.querySelector('.buttons.words button').click()")
    names = set(page.run("[...document.querySelectorAll('.names text')].map(e => e.textContent)"))
    scale = text(page, ".leaflet-control-scale-line")
    for _ in range(3):
        page.run("document.querySelector('.buttons button').click()")
    near = set(page.run("[...document.querySelectorAll('.names text')].map(e => e.textContent)"))
    assert near - names
    assert text(page, ".leaflet-control-scale-line") != scale
    page.run("document.querySelector('.buttons.words button').click()")
    assert text(page, ".leaflet-control-scale-line") == scale


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_shows_it_without_scrolling_sideways(
    browser: Browser, files: dict[str, Path], width: int
) -> None:
    page = browser.page()
    page.open(files["nb"], width=width, height=844, phone=True)
    for n in range(len(five())):
        show(page, n)
        assert page.run("document.scrollingElement.scrollWidth") <= width
    low = page.run(
        "[...document.querySelectorAll('button, select')].filter(e => e.offsetHeight)"
        ".map(e => e.offsetHeight)"
    )
    assert min(low) >= 38
    left, top, right, bottom = boxes(page, "#map")[0]
    assert (left, right) == (0, width)
    assert top < 300
    assert bottom - top > 400
    assert page.problems == []


def test_a_finger_opens_what_a_pointer_opens(browser: Browser, files: dict[str, Path]) -> None:
    page = browser.page()
    page.open(files["nb"], width=390, height=844, phone=True)
    show(page, 1)
    x, y = middle(page, "path.dot[aria-label^='Skjold']")
    page.tap(x, y)
    page.wait_for("!document.querySelector('.info').hidden")
    assert box_text(page).startswith("Skjold")
    left, _, right, _ = boxes(page, ".info")[0]
    assert left >= 0
    assert right <= 390


def test_it_prints_on_few_pages_and_comes_back(browser: Browser, files: dict[str, Path]) -> None:
    page = browser.page()
    page.open(files["nb"])
    show(page, 4)  # the longest legend: every municipality a unit of its own
    before = boxes(page, "#map")
    paper = page.paper()
    assert paper.startswith(b"%PDF")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 3
    assert boxes(page, "#map") == before
    assert not page.run("document.documentElement.classList.contains('paper')")
    page.send("Emulation.setEmulatedMedia", media="print")
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    high = 718  # A4 landscape less the margins, in pixels of CSS
    assert max(b[3] for b in boxes(page, "#layer-list li")) < high
    assert boxes(page, "#map")[0][2] - boxes(page, "#map")[0][0] == pytest.approx(646, abs=2)
    page.run("window.dispatchEvent(new Event('afterprint'))")
    assert page.problems == []


def test_the_english_page_is_english(browser: Browser, files: dict[str, Path]) -> None:
    page = browser.page()
    page.open(files["en"])
    show(page, 1)
    seen = str(page.run("document.body.innerText"))
    assert "Coordinating units and members" in seen
    assert "29,678" in seen
    bokmål = TEXTS.every("nb").items()
    norwegian = {nb for key, nb in bokmål if TEXTS[key] != nb and "{" not in nb and len(nb) > 6}
    assert {words for words in norwegian if re.search(rf"\b{re.escape(words)}\b", seen)} == set()
    assert page.run("document.documentElement.lang") == "en"


# ------------------------------------------------------------------------------ two compared


@pytest.mark.parametrize("width", [390, 1280, 1440, 1920])
def test_a_comparison_shows_the_difference_and_cuts_nothing_off(
    browser: Browser, files: dict[str, Path], width: int
) -> None:
    page = browser.page()
    page.open(files["nb"], width=width, phone=width < 500)
    select(page, "other", 1)
    assert not page.run("document.getElementById('comparing').hidden")
    assert count(page, "#legend-changes li") >= 1
    assert count(page, ".leaflet-bands-pane path") > 2, "the difference at the places"
    # No sideways scroll, and the compared column stands inside the panel.
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    assert page.run("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.beside'))")
    edge = page.run("document.querySelector('.beside').getBoundingClientRect().right")
    for table in ("figures-table", "moved"):
        last = f"document.querySelector('#{table} tbody tr:last-child').lastElementChild"
        assert page.run(f"{last}.getBoundingClientRect().right") <= edge
    assert page.problems == []


def test_the_difference_is_of_the_two_and_the_keyboard_goes_from_one_to_the_other(page: Page) -> None:
    select(page, "other", 1)
    was = [a.title("nb") for a in compare(five()).alternatives]
    head = page.run("[...document.querySelectorAll('#moved thead th')].map(e => e.textContent)")
    assert head[1:3] == was[:2]
    rows = page.run(
        "[...document.querySelectorAll('#moved tbody tr')].map("
        "r => [...r.children].map(c => c.textContent))"
    )
    first, second = compare(five()).alternatives[:2]
    for name, before, after, _ in rows:
        for a, text_ in ((first, before), (second, after)):
            known = next(r for r in a.indicators.per_municipality if r.name == name)
            assert text_ == number("nb", known.minutes_mean or 0.0)
    page.run("document.getElementById('view').focus()")
    page.press("ArrowRight")
    assert page.run("document.getElementById('view').value") == "2"
    assert page.run("document.getElementById('view').getAttribute('aria-valuetext')") == was[1]
    assert count(page, LAYERS["flows"]) > 0, "the other alternative itself"
    page.press("ArrowLeft")
    assert page.run("document.getElementById('view').value") == "1"
    assert count(page, LAYERS["flows"]) == 0, "the difference has no journeys of one of them"


def test_the_seat_is_told_by_its_place() -> None:
    assert TEXTS.text("nb", "js.seat_of") == "Sete: {unit}"


def test_every_municipality_is_named(page: Page) -> None:
    names = page.run("[...document.querySelectorAll('.names text')].map(e => e.textContent)")
    for municipality in compare(five()).region.municipalities.values():
        if municipality.code in compare(five()).scope_codes:
            assert municipality.name.upper() in names
