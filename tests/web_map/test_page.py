"""The page of the interactive map, without a browser: what it holds, and that it is one whole file."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyproj import Transformer

from planner.errors import InputError
from planner.report.maps.flows import flows_of
from planner.report.maps.style import fills
from planner.report.web.geometry import STEP_METRES, window_around
from planner.report.web.page import FOLDER, SCRIPTS, web_map_html, write_web_map
from planner.report.web.text import TEXTS
from tests.report.cases import halves, region_of, today, together
from tests.report_map.plans import midt_troms
from tests.web_map.cases import alternative, backdrop, five


@pytest.fixture(scope="module")
def page() -> str:
    return web_map_html(five(), backdrop=backdrop())


def data_of(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="map-data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


# ------------------------------------------------------------------------------ one whole file


def test_the_same_alternatives_give_the_same_bytes(page: str) -> None:
    assert web_map_html(five(), backdrop=backdrop()) == page


def test_it_is_a_few_hundred_kilobytes(page: str) -> None:
    assert 250_000 < len(page.encode()) < 600_000


def test_nothing_in_it_is_fetched(page: str) -> None:
    """No element, style or script names an address; what is left are names in texts and comments."""
    assert not re.search(r"<(link|img|iframe|object|embed|audio|video|source|base)\b", page)
    assert not re.search(r"<script[^>]*\bsrc", page)
    assert set(re.findall(r"""href=["']([^"']+)""", page.split("<script")[0])) == {
        "#map",
        "#figures",
        "#tables",
    }
    styles = "".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))
    assert "url(" not in styles
    assert "@import" not in styles
    assert "sourceMappingURL" not in page
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'")


def test_leaflet_keeps_its_name_and_its_licence_stands_beside_it(page: str) -> None:
    assert "Leaflet 1.9.4" in page
    assert "Leaflet (BSD 2-Clause)" in page
    assert "Redistributions of source code" in (FOLDER / "leaflet" / "LICENSE").read_text("utf-8")


def test_no_placeholder_is_left(page: str) -> None:
    assert not re.search(r"\{\{[\w.]+\}\}", page)


def test_text_from_the_data_cannot_break_out_of_the_page() -> None:
    evil = "</script><script>alert(1)</script>"
    region = midt_troms()
    towns = {**region.municipalities}
    towns["1931"] = replace(towns["1931"], name=evil)
    named = replace(region, municipalities=towns)
    page = web_map_html(
        [alternative("one", five()[1].plan, region=named)], title=evil, backdrop=backdrop()
    )
    assert "<script>alert" not in page
    assert data_of(page)["title"] == evil
    assert evil in {row["name"] for row in data_of(page)["municipalities"]}


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, page: str) -> None:
    out = tmp_path / "map.html"
    write_web_map(five(), out, backdrop=backdrop())
    assert out.read_text("utf-8") == page
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]
    with pytest.raises(InputError, match="it is a folder"):
        write_web_map(five()[:1], tmp_path, backdrop=backdrop())


def test_alternatives_of_other_scopes_are_refused() -> None:
    other = together(scope_codes=("m1",))
    with pytest.raises(InputError, match="different municipalities"):
        web_map_html([halves(), other])


# ------------------------------------------------------------------------------ what it holds


def test_every_participant_is_in_it(page: str) -> None:
    """The packed ways, unpacked here by hand, add up to what the printed map draws."""
    data = data_of(page)
    for alternative_, packed in zip(five(), data["alternatives"], strict=True):
        sums = {"local": 0.0, "specialist": 0.0, "unmet": 0.0}
        by_way: dict[tuple[str, str], float] = {}
        names = list(alternative_.region.places)
        for flow in packed["flows"]:
            for n, place in enumerate(data["places"]):
                people = place["persons"] * packed["rates"][flow["p"]] / 1000
                to = flow["to"] if isinstance(flow["to"], int) else flow["to"][n]
                ways = flow.get("split", {}).get(str(n), [] if to == 9999 else [[to, 1]])
                for end, share in ways:
                    kind = "local" if end >= 0 else "unmet" if end == -1 else "specialist"
                    sums[kind] += people * share
                    if end >= 0:
                        venue_place = names[data["venues"][end]["place"]]
                        key = (names[n], venue_place)
                        by_way[key] = by_way.get(key, 0.0) + people * share
        flows = flows_of(
            alternative_.region, alternative_.travel, alternative_.scenario, alternative_.plan
        )
        assert sums["local"] == pytest.approx(flows.participants_local, rel=1e-5)
        assert sums["specialist"] == pytest.approx(flows.participants_specialist, rel=1e-5)
        assert sums["unmet"] == pytest.approx(flows.participants_unmet, rel=1e-5, abs=1e-9)
        drawn = {way: n for way, n in by_way.items() if n > 0}
        assert drawn == pytest.approx(dict(flows.local), rel=1e-4)


def test_split_ways_survive_the_packing() -> None:
    plan = five()[1].plan
    row = plan.attendance[0]
    other = next(c.venue_id for c in plan.courses if c.venue_id != row.venue_id)
    halved = (
        replace(row, share=0.25),
        replace(row, share=0.75, venue_id=other),
        *plan.attendance[1:],
    )
    page = web_map_html([alternative("split", replace(plan, attendance=halved))], backdrop=backdrop())
    data = data_of(page)
    place = list(midt_troms().places).index(row.place_id)
    programme = sorted(midt_troms().programmes).index(row.programme_id)
    [flow] = [f for f in data["alternatives"][0]["flows"] if f["p"] == programme]
    assert sorted(share for _, share in flow["split"][str(place)]) == [0.25, 0.75]
    assert flow["to"][place] == 9999


def test_places_stand_where_the_national_grid_has_them(page: str) -> None:
    data = data_of(page)
    region = midt_troms()
    towns = [backdrop().points[t] for t in region.external_places]
    west, south = window_around(backdrop(), towns).origin
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:25833", always_xy=True)
    for packed, place in zip(data["places"], region.places.values(), strict=True):
        x, y = to_metres.transform(place.lon, place.lat)
        assert abs(west + packed["at"][0] * STEP_METRES - x) <= STEP_METRES / 2 + 1e-6
        assert abs(south + packed["at"][1] * STEP_METRES - y) <= STEP_METRES / 2 + 1e-6
        assert packed["persons"] == place.persons


def test_units_have_the_fills_of_the_printed_map(page: str) -> None:
    for alternative_, packed in zip(five(), data_of(page)["alternatives"], strict=True):
        wanted = fills([unit.unit_id for unit in alternative_.plan.units])
        assert [unit["fill"] for unit in packed["units"]] == [
            [fill.colour, fill.hatch, fill.hatch_colour] for fill in wanted.values()
        ]


def test_closed_roads_are_named_where_they_are_closed(page: str) -> None:
    data = data_of(page)
    links = list(midt_troms().links)
    closed = {a["id"]: [links[n] for n in a["closed"]] for a in data["alternatives"]}
    assert closed["winter"] == ["a_senja--skrolsvik"]
    assert closed["today"] == []


def test_population_of_a_scenario_is_its_own() -> None:
    """A scenario that sets populations carries them; the others share the region's."""
    plain = five()[1]
    region = midt_troms()
    grown = {**region.places}
    grown["finnsnes"] = replace(grown["finnsnes"], persons=9999)
    more = alternative(
        "grown", plain.plan, region=replace(region, places=grown), demand={"persons": {"1931": 20000}}
    )
    data = data_of(web_map_html([plain, more], backdrop=backdrop()))
    assert "persons" not in data["alternatives"][0]
    place = list(region.places).index("finnsnes")
    assert data["alternatives"][1]["persons"][place] == 9999


def test_a_small_region_without_outlines_has_a_map_too() -> None:
    page = web_map_html([today(), together(), halves()], lang="en")
    data = data_of(page)
    assert len(data["municipalities"]) == len(region_of().municipalities)
    assert all(row["drawn"] for row in data["municipalities"])
    assert data["title"] == "Map of the alternatives: A small region for tests"
    assert '<html lang="en">' in page


def test_one_alternative_is_called_by_its_own_title() -> None:
    page = web_map_html([together()])
    assert "<title>Tittel together</title>" in page


# ------------------------------------------------------------------------------ its words


def test_the_scripts_ask_for_no_text_that_is_not_there() -> None:
    source = "".join((FOLDER / name).read_text("utf-8") for name in SCRIPTS)
    asked = set(re.findall(r"\bsay\('([\w.]+)'[,)]", source))
    ours = {key[3:] for key in TEXTS if key.startswith("js.")}
    assert asked - ours == {"map.outside", "map.not_in_play", "map.road", "map.exposed"} | (
        {"map.closed", "map.place_assumed"}
    )
    made = {"layer.", "group.", "map."}  # say('layer.' + key)
    one = {key for key in ours if key.endswith(".one")}  # said where there is one of it
    assert {key[:-4] for key in one} <= asked
    unused = {key for key in ours - asked - one if not any(key.startswith(part) for part in made)}
    assert {key for key in unused if f"'{key}'" not in source} == set()


def test_a_norwegian_page_has_no_english_of_ours(page: str) -> None:
    data = data_of(page)
    norwegian = TEXTS.every("nb")
    english = {en for key, en in TEXTS.items() if norwegian[key] != en and "{" not in en}
    told = {*data["words"].values(), *data["page"].values(), *data["columns"], *data["notes"]}
    assert english & told == set()
