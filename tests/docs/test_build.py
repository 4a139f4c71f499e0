"""The site is built, and no link in it leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import build
from docs.build import CHECKOUT, PAGES, anchors, check, slug


def test_no_link_of_the_checkout_is_broken() -> None:
    assert [str(problem) for problem in check()] == []


def test_every_page_is_written_and_needs_no_network(tmp_path: Path) -> None:
    assert build.main([str(tmp_path / "site")]) == 0
    for name in PAGES:
        page = (tmp_path / "site" / name).with_suffix(".html").read_text(encoding="utf-8")
        assert page.count("<h1") == 1
        assert "<!--" not in page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page), "something comes from the web"
        assert not re.search(r'href="[^"#]*\.md', page)
        for target in re.findall(r'(?:src|href)="([^"#]+)', page):
            assert (tmp_path / "site" / target).is_file(), target
    formulas = (tmp_path / "site" / "model.html").read_text(encoding="utf-8")
    assert formulas.count("<math") >= 20
    assert '<html lang="nb">' in (tmp_path / "site" / "veiledning.html").read_text(encoding="utf-8")


def test_the_architecture_names_every_room() -> None:
    page = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (CHECKOUT / "planner").glob("*/__init__.py")}
    assert rooms == set(re.findall(r"^  (\w+)/ ", page, re.MULTILINE))


def test_anchors_of_the_site_are_those_that_links_are_checked_against() -> None:
    for name in PAGES:
        source = (CHECKOUT / "docs" / name).read_text(encoding="utf-8")
        written = set(re.findall(r'<h[1-6] id="([^"]+)"', build.render(name, source)))
        assert written == set(anchors(source)), name


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose every page is a heading and a line."""
    docs = tmp_path / "docs"
    (docs / "images").mkdir(parents=True)
    (docs / "images" / "map.png").write_bytes(b"")
    (docs / "style.css").write_text("", encoding="utf-8")
    for name in PAGES:
        (docs / name).write_text("# Heading one\n\nText.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[gone](nowhere.md)", "there is no file nowhere.md"),
        ("[gone](model.md#no-such-heading)", "there is no heading for model.md#no-such-heading"),
        ("[gone](#no-such-heading)", "there is no heading for #no-such-heading"),
        ("![A map of everything](images/gone.png)", "there is no file images/gone.png"),
        ("![](images/map.png)", "has no text for those who cannot see it"),
        ("![A map of everything](https://example.org/map.png)", "a picture from the web"),
        ("[out](../README.md)", "lies outside docs/"),
    ],
)
def test_what_is_broken_is_told_with_its_line(checkout: Path, line: str, told: str) -> None:
    (checkout / "README.md").write_text("# Readme\n", encoding="utf-8")
    page = checkout / "docs" / "tutorial.md"
    page.write_text(f"# Heading one\n\nText.\n\n{line}\n", encoding="utf-8")
    [problem] = check(checkout)
    assert (problem.file, problem.line) == ("docs/tutorial.md", 5)
    assert told in problem.message


@pytest.mark.parametrize(
    "line",
    [
        "[here](model.md#heading-one)",
        "[web](https://example.org)",
        "`[code](nowhere.md)`",
        "```text\n[block](nowhere.md)\n```",
        "<!-- [comment](nowhere.md) -->",
    ],
)
def test_what_is_no_broken_link_passes(checkout: Path, line: str) -> None:
    (checkout / "docs" / "tutorial.md").write_text(f"# One\n\n{line}\n", encoding="utf-8")
    assert check(checkout) == []


def test_a_page_in_no_menu_and_a_readme_with_a_dead_link(checkout: Path) -> None:
    (checkout / "docs" / "extra.md").write_text("# Extra\n", encoding="utf-8")
    (checkout / "README.md").write_text("# Readme\n\n[gone](docs/gone.md)\n", encoding="utf-8")
    assert [(p.file, p.line) for p in check(checkout)] == [("docs/extra.md", 1), ("README.md", 3)]


def test_nothing_is_written_where_something_is_broken(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "docs" / "tutorial.md").write_text("# One\n\n[gone](gone.md)\n", encoding="utf-8")
    broken = check(checkout)
    monkeypatch.setattr(build, "check", lambda: broken)
    assert build.main([str(tmp_path / "site")]) == 1
    assert not (tmp_path / "site").exists()
    assert "docs/tutorial.md:3" in capsys.readouterr().err


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")
    assert build.main([str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_anchors_are_made_as_code_hosts_make_them() -> None:
    assert slug("Rule 5: group_size") == "rule-5-group_size"
    assert slug("Hva `--set` gjør, på norsk") == "hva---set-gjør-på-norsk"
    assert anchors("# A\n## Same\n## Same\n```\n# no heading\n```\n") == {"a", "same", "same-1"}
