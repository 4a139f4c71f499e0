"""In a real browser no name runs and nothing is asked for: maps, reports, pictures, the live page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.explore.conftest import Served
from tests.web_map.browser import Browser, Page, find_chromium, started

CHROMIUM = find_chromium()
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium found (Debian: apt install chromium; or name it in CHROMIUM)"
)
PAGES = ("map.html", "maps.html", "report.html")
PICTURES = ("map.svg", "difference.svg", "charts/cost.svg", "charts/worst-off.svg")
TOUCH_EVERYTHING = """(() => {
  const all = [...document.querySelectorAll('*')];
  for (const kind of ['pointerover', 'mouseover', 'mousemove', 'focus', 'focusin', 'click'])
    for (const e of all)
      if (e.isConnected && !(e.tagName === 'A' && e.getAttribute('href') && !e.hash))
        e.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
  return all.length;
})()"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM
    with started(CHROMIUM, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1") as running:
        yield running


def nothing_ran(page: Page, own: str) -> None:
    """No script of a name ran, no element of one came to be, and nothing but the page was asked for."""
    page.run("for (const ask of ['alert', 'confirm', 'prompt', 'print']) window[ask] = () => null")
    assert page.run(TOUCH_EVERYTHING) > 20
    page.run("new Promise(done => setTimeout(done, 150))")
    assert page.run("typeof window.ran") == "undefined"
    assert page.run("document.querySelectorAll('[onerror], [onload], a[href^=javascript]').length") == 0
    elsewhere = [url for url in page.requests if not url.startswith((own, "data:", "blob:"))]
    assert not elsewhere


def test_a_page_in_which_a_name_runs_is_noticed(browser: Browser, tmp_path: Path) -> None:
    from tests.hostile.region import RUNS

    bad = tmp_path / "bad.html"
    bad.write_text(f"<title>{RUNS}</title>" + "<p>x</p>" * 30, encoding="utf-8")
    page = browser.page()
    page.open(bad)
    with pytest.raises(AssertionError):
        nothing_ran(page, bad.as_uri())


@pytest.mark.parametrize("name", [*PAGES, *PICTURES])
def test_no_name_runs_in_a_page(browser: Browser, made: Path, name: str) -> None:
    page = browser.page()
    page.open(made / name)
    nothing_ran(page, (made / name).as_uri())
    assert not page.problems
    shown = page.run("document.documentElement.textContent")
    if name.endswith(".svg"):  # letters are drawn as paths, and stand in a comment
        shown = (made / name).read_text(encoding="utf-8")
    assert "window.ran=1" in shown, "the names are not shown at all"


def test_no_name_runs_in_the_live_page(browser: Browser, made: Path) -> None:
    served = Served(made / "explored", "case.yaml")
    try:
        page = browser.page()
        for domain in ("Page", "Runtime", "Network", "Log"):
            page.send(f"{domain}.enable")
        page.send("Page.navigate", url=served.address)
        page.wait_for("document.documentElement?.classList.contains('ready')")
        page.wait_for("!!document.querySelector('#figures:not(.old) b')", 60)
        nothing_ran(page, served.address)
        assert not page.problems
    finally:
        served.end()
