"""The live page in a real browser: paint, solve, undo, infeasible, save, two tabs, kill and restart."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.explore.conftest import Served, gone, processes_of
from tests.web_map.browser import Browser, Page, find_chromium, started

CHROMIUM = find_chromium()
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium found (Debian: apt install chromium; or name it in CHROMIUM)"
)
PLAN = "!!document.querySelector('#figures:not(.old) b')"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM
    with started(CHROMIUM, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1") as running:
        yield running


def opened(browser: Browser, address: str, *, width: int = 1440, height: int = 900) -> Page:
    page = browser.page()
    for domain in ("Page", "Runtime", "Network", "Log"):
        page.send(f"{domain}.enable")
    page.resize(width, height)
    page.send("Page.navigate", url=address)
    page.wait_for("document.documentElement?.classList.contains('ready')")
    page.wait_for(PLAN, 60)
    return page


def asked(address: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
    data = None if body is None else json.dumps(body).encode()
    kinds = {"Content-Type": "application/json"} if data else {}
    request = urllib.request.Request(address + path, data, {**kinds, **headers})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read().decode()
            code = answer.status
    except urllib.error.HTTPError as error:
        text, code = error.read().decode(), error.code
    try:
        return code, json.loads(text)
    except ValueError:
        return code, text


def unit_of(page: Page, code: str) -> str:
    return str(page.run(f"document.querySelector('[data-code=\"{code}\"]').getAttribute('aria-label')"))


@needs_browser
def test_paint_pin_undo_and_the_way_out(browser: Browser, served: Served) -> None:
    page = opened(browser, served.address)
    assert "DMS Midt-Troms" in unit_of(page, "1926")
    page.click("#pin")
    page.wait_for("document.querySelector('#pin').getAttribute('aria-pressed') === 'true'")
    page.wait_for(PLAN, 60)  # the list of units is drawn anew with the answer, under a hand that clicks
    page.click("[data-unit=u4b_dms_setermoen] button")
    page.run("document.querySelector('[data-code=\"1926\"]').focus()")
    page.press("Enter")  # Dyrøy, by keyboard
    page.wait_for("document.querySelector('[data-code=\"1926\"]').ariaLabel.includes('Setermoen')")
    page.wait_for(PLAN, 60)
    page.click("#t-answer")
    page.wait_for("document.querySelector('#answer table')")
    assert "Dyrøy" in page.run("document.querySelector('#answer').textContent")
    page.click("#t-units")
    # without Lenvik what is left of the coastal unit does not hang together
    page.run("document.querySelector('[data-code=\"1931\"]').focus()")
    page.press("Enter")
    page.wait_for("document.querySelector('#figures .way')", 90)
    ways = page.run("document.querySelectorAll('#figures .way').length")
    assert ways >= 1
    page.click("#undo")
    page.wait_for("document.querySelector('[data-code=\"1931\"]').ariaLabel.includes('Finnsnes')")
    page.click("#undo")
    page.wait_for("document.querySelector('[data-code=\"1926\"]').ariaLabel.includes('DMS Midt-Troms')")
    page.wait_for(PLAN, 60)
    own = served.address.split("/")[2]
    assert all(url.split("/")[2] == own for url in page.requests if url.startswith("http"))
    assert not page.problems


@needs_browser
@pytest.mark.parametrize("width", [390, 820, 1280, 1920])
def test_nothing_scrolls_sideways(browser: Browser, served: Served, width: int) -> None:
    page = opened(browser, served.address, width=width)
    assert page.run("document.documentElement.scrollWidth <= window.innerWidth")
    names = page.run(
        "[...document.querySelectorAll('button, select, input, [tabindex=\"0\"]')]"
        ".filter((e) => !(e.ariaLabel || e.textContent.trim() || e.closest('label'))).length"
    )
    assert names == 0


@needs_browser
def test_two_tabs_do_not_undo_each_other(browser: Browser, served: Served) -> None:
    one = opened(browser, served.address)
    two = opened(browser, served.address)
    for page, code in ((one, "1923"), (two, "1920")):  # at the same time, on the same version
        page.run("document.querySelector('[aria-pressed=false]:is(#units > p button)').click()")
        page.run(f"document.querySelector('[data-code=\"{code}\"]').dispatchEvent(new Event('click'))")
    for page in (one, two):
        for code in ("1923", "1920"):
            page.wait_for(
                f"document.querySelector('[data-code=\"{code}\"]').ariaLabel.includes('utenfor')", 30
            )


def test_the_file_of_a_state_gives_the_same_figures_by_command(served: Served) -> None:
    _, view = asked(served.address, "api/state")
    while view["undo"]:
        _, view = asked(served.address, "api/step", {"version": view["version"], "step": "undo"})
    action = {"kind": "set", "path": "travel.season", "value": "winter"}
    code, view = asked(served.address, "api/act", {"version": view["version"], "action": action})
    assert code == 200
    answer: dict[str, Any] = {"status": "solving"}
    while answer["status"] == "solving":
        _, answer = asked(served.address, f"api/answer?version={view['version']}&wait=20")
    done = subprocess.run(
        [sys.executable, "-m", "planner", "solve", str(served.folder / view["file"]), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    figures = json.loads(done.stdout)["indicators"]
    for name in ("travel_hours_total", "participants_served", "cost_nok"):
        assert answer["raw"][name] == pytest.approx(figures[name], abs=1e-6), name


def test_nobody_else_is_answered(served: Served) -> None:
    address = served.address
    token = address.rstrip("/").rsplit("/", 1)[1]
    assert asked(address.replace(token, "x" * len(token)), "api/state")[0] == 404
    assert asked(address, "api/state", Origin="http://evil.example")[0] == 403
    assert asked(address, "api/state", **{"Sec-Fetch-Site": "cross-site"})[0] == 403
    assert asked(address, "api/state", Host="evil.example")[0] == 403
    body = {"version": 1, "step": "undo"}
    assert asked(address, "api/step", body, **{"Content-Type": "text/plain"})[0] == 415
    assert asked(address, "api/act", {"version": 1, "action": "x" * 70_000})[0] == 413
    assert asked(address, "api/act", {"version": True})[0] == 422
    assert asked(address, "api/answer?version=a")[0] == 422
    assert asked(address, "api/schema")[1]["oneOf"]


def test_a_killed_server_comes_back_where_it_was_and_leaves_no_process(tmp_path: Path) -> None:
    first = Served(tmp_path / "e")
    _, view = asked(first.address, "api/state")
    action = {"kind": "member", "code": "1925", "unit_id": "u4b_dms_setermoen"}
    _, view = asked(first.address, "api/act", {"version": view["version"], "action": action})
    children = processes_of(first.process.pid)
    first.kill()
    assert gone(children)
    second = Served(tmp_path / "e")
    try:
        _, again = asked(second.address, "api/state")
        assert [u["members"] for u in again["units"]] == [u["members"] for u in view["units"]]
        assert again["undo"]
    finally:
        assert second.end() == 0
