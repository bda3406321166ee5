"""The page of the night: the same figures as the workbooks, links that lead somewhere, and a search that finds."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from qa_scorer.figures.night_figures import night_figures
from qa_scorer.model import Outcome, ScoredCall
from qa_scorer.scorecards.pages.night_page import Books, write_night_page
from tests.browser import opened
from tests.nights import answer, data, night, rubric, scored_call

SHOWN = "#call-table tbody tr:not([hidden])"


def page_of(calls: list[ScoredCall], path: Path) -> None:
    figures = night_figures(night(calls))
    books = Books(team="team.xlsx", agents={agent.agent_id: "agents/a.xlsx" for agent in figures.agents})
    write_night_page(night(calls), figures, books, "en", path)


def table(page: Page, section: str) -> list[list[str]]:
    """The cells of a section's table, row by row."""
    rows: list[list[str]] = page.evaluate(
        "(id) => [...document.querySelectorAll(`#${id} tbody tr`)]"
        ".map((row) => [...row.cells].map((cell) => cell.textContent.trim()))",
        section,
    )
    return rows


def column(workbook: Path, sheet: str, title: str) -> list[object]:
    """A column of a sheet under its title, wherever the table begins; to its first empty cell."""
    cells = load_workbook(workbook)[sheet]
    head = next(cell for row in cells.iter_rows() for cell in row if str(cell.value).replace("\n", " ") == title)
    below = (cells.cell(row, head.column).value for row in range(head.row + 1, cells.max_row + 1))
    return list(below)


def test_it_says_what_the_workbooks_say(chromium: Browser, written: dict[str, Path]) -> None:
    """Ranking, scores of every call, and how often each rule was missed: read back from both and compared."""
    folder = written["en"]
    with opened(chromium, folder / "index.html") as shown:
        assert shown.complaints == [] and shown.off_the_machine == []
        agents = {row[1]: row for row in table(shown.page, "agents")}
        calls = table(shown.page, "calls")
        rules = {row[0]: row for row in table(shown.page, "rules")}

    team = folder / "team.xlsx"
    ranked = dict(zip(column(team, "Ranking", "Agent id"), column(team, "Ranking", "Mean score"), strict=True))
    shown_means = {agent: row[5] for agent, row in agents.items()}
    for agent, mean in ranked.items():
        if isinstance(mean, float | int):
            assert shown_means[str(agent)] == f"{mean:.1f}"
    for title, place in (("With a fatal item", 7), ("Need a person", 8)):
        counts = zip(column(team, "Ranking", "Agent id"), column(team, "Ranking", title), strict=True)
        assert {str(agent): str(n) for agent, n in counts if str(agent) in agents} == {
            agent: row[place] for agent, row in agents.items()
        }
    assert len(ranked) >= 3 and set(agents) <= set(map(str, ranked))

    missed = dict(zip(column(team, "Rules", "Item"), column(team, "Rules", "Missed"), strict=True))
    assert {title: int(row[1]) for title, row in rules.items()} == {t: n for t, n in missed.items() if n}

    for agent in ("1206", "1301"):
        book = folder / "agents" / f"{agent}.xlsx"
        ids, scores = column(book, "Calls", "Call id"), column(book, "Calls", "Score")
        in_book = [(i, f"{s:.1f}") for i, s in zip(ids, scores, strict=True) if isinstance(s, int | float)]
        assert [(row[0], row[7]) for row in calls if row[1] == agent] == in_book


def test_an_agents_calls_that_need_a_person_are_counted(chromium: Browser, tmp_path: Path) -> None:
    open_items = {rule.id: answer(Outcome.UNDETERMINED) for rule in rubric().rules}
    page_of([scored_call(f"{n}.wav", data("1206", n), open_items) for n in range(3)], tmp_path / "index.html")
    with opened(chromium, tmp_path / "index.html") as shown:
        assert table(shown.page, "agents")[0][7:9] == ["0", "3"]  # fatal, needs a person


def test_every_link_leads_to_a_file(chromium: Browser, written: dict[str, Path]) -> None:
    with opened(chromium, written["zh"] / "index.html") as shown:
        links = shown.page.evaluate("[...document.links].map((a) => a.href).filter((h) => !h.includes('#'))")
        assert len(links) >= 4 + 3 + 1
        for link in links:
            assert Path(unquote(link.removeprefix("file://"))).exists(), link


def test_the_calls_are_searched_and_filtered(chromium: Browser, written: dict[str, Path]) -> None:
    with opened(chromium, written["en"] / "index.html") as shown:
        page = shown.page
        page.get_by_label("Search").fill("1206 c00")
        assert page.locator(SHOWN).count() == 3
        page.get_by_label("Verdict").select_option("fail")
        assert page.locator(f"{SHOWN} td:first-child").all_text_contents() == ["C001"]
        assert page.locator("#shown").text_content() == "1 of 4 calls"
        page.get_by_label("Search").fill("")
        page.get_by_label("Verdict").select_option("")
        page.get_by_label("only those to hear first").check()
        assert page.locator(f"{SHOWN} td:nth-child(2)").all_text_contents() == ["1301"]


def test_the_calls_sort_by_a_title(chromium: Browser, written: dict[str, Path]) -> None:
    with opened(chromium, written["en"] / "index.html") as shown:
        score = shown.page.locator("#call-table").get_by_role("button", name="Score", exact=True)
        score.click()
        cells = shown.page.locator(f"{SHOWN} td:nth-child(8)")
        assert cells.all_text_contents() == ["60.0", "100.0", "100.0", "100.0"]
        score.click()
        assert cells.all_text_contents() == ["100.0", "100.0", "100.0", "60.0"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_drawn_in_both_languages_by_day_and_by_night(
    chromium: Browser, written: dict[str, Path], lang: str, scheme: str
) -> None:
    with opened(chromium, written[lang] / "index.html", scheme=scheme, width=420) as shown:  # type: ignore[arg-type]
        heading = {"zh": "需要先听的通话", "en": "Calls to hear first"}[lang]
        assert shown.page.get_by_role("heading", name=heading).is_visible()
        assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert shown.page.pdf().startswith(b"%PDF")


def test_of_many_calls_a_part_is_shown_and_more_on_request(chromium: Browser, tmp_path: Path) -> None:
    calls = [scored_call(f"{n}.wav", data(f"12{n % 30:02}", n)) for n in range(450)]
    page_of(calls, tmp_path / "index.html")
    with opened(chromium, tmp_path / "index.html") as shown:
        page = shown.page
        assert page.locator(SHOWN).count() == 200
        assert page.locator("#shown").text_content() == "450 of 450 calls"
        page.get_by_role("button", name="Show more").click()
        page.get_by_role("button", name="Show more").click()
        assert page.locator(SHOWN).count() == 450
        assert not page.get_by_role("button", name="Show more").is_visible()
