"""The page of a call in a real Chromium: it plays, seeks, follows links and keys, and asks no network for anything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from qa_scorer.model import Outcome, Role, in_hand
from qa_scorer.scorecards import write_night
from qa_scorer.scorecards.page_names import page_link
from tests.browser import Opened, counting_server, opened, until
from tests.nights import answer, data, night, scored_call, turn
from tests.scorecards.pages.conftest import drawn

NOW = "document.getElementById('sound').currentTime"
PAUSED = "document.getElementById('sound').paused"


@pytest.fixture
def shown(chromium: Browser, call_page: Path) -> Iterator[Opened]:
    with opened(chromium, call_page) as opened_page:
        until(opened_page.page, "document.getElementById('sound').readyState > 0")
        yield opened_page


def at(page: Page) -> float:
    return float(page.evaluate(NOW))


def test_it_opens_without_a_complaint_and_asks_only_for_its_own_sound(shown: Opened) -> None:
    assert shown.complaints == []
    assert shown.off_the_machine == []
    assert [address.rsplit(".", 1)[-1] for address in shown.asked] == ["html", "ogg"]


def test_the_policy_lets_no_script_run_and_no_request_out(shown: Opened) -> None:
    """A script put into the page does not run, and nothing that it asks of a server here reaches it."""
    with counting_server() as (address, reached):
        shown.page.evaluate(
            """(address) => {
                const script = document.createElement("script");
                script.textContent = "window.ran = true";
                document.body.append(script);
                new Image().src = `${address}/picture.png`;
                new Audio(`${address}/sound.ogg`).load();
                fetch(address).catch(() => { window.refused = true; });
            }""",
            address,
        )
        until(shown.page, "window.refused === true")
        shown.page.wait_for_timeout(200)
        assert reached == []
    assert shown.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in shown.complaints)


def test_the_button_and_the_space_bar_play_and_pause(shown: Opened) -> None:
    page = shown.page
    page.get_by_role("button", name="Play").click()
    until(page, f"{NOW} > 0.2")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("Space")
    assert page.evaluate(PAUSED)
    page.keyboard.press("Space")
    until(page, f"!({PAUSED})")


def test_the_arrows_go_five_seconds_back_and_on(shown: Opened) -> None:
    for _ in range(3):
        shown.page.keyboard.press("ArrowRight")
    assert at(shown.page) == pytest.approx(15, abs=0.05)
    shown.page.keyboard.press("ArrowLeft")
    assert at(shown.page) == pytest.approx(10, abs=0.05)
    assert shown.page.locator("#time").text_content() == "0:10"


def test_n_and_p_go_to_the_next_and_the_previous_open_finding(shown: Opened) -> None:
    """#3 (half the points for speed) at 1.25 s, #5 (no farewell) at 61.26 s; what was met is passed over."""
    seen = []
    for key in ("n", "n", "n", "p"):
        shown.page.keyboard.press(key)
        seen.append((shown.page.locator(".finding.now").get_attribute("data-number"), round(at(shown.page), 2)))
    assert seen == [("3", 1.25), ("5", 61.26), ("5", 61.26), ("3", 1.25)]
    assert shown.page.evaluate("document.activeElement.dataset.number") == "3"


def test_a_turn_plays_from_its_beginning_and_lights_up(shown: Opened) -> None:
    turn_of_customer = shown.page.locator(".turn.customer").first
    turn_of_customer.locator(".said").click()
    until(shown.page, f"{NOW} > 4.05 && !({PAUSED})")
    expect(turn_of_customer).to_have_attribute("aria-current", "true")
    assert shown.page.locator(".turn.now").count() == 1
    assert shown.page.locator(".bar.now").count() == 1


def test_a_click_on_the_time_line_goes_there(shown: Opened) -> None:
    box = shown.page.locator("#timeline").bounding_box()
    assert box
    shown.page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 150)
    assert at(shown.page) == pytest.approx(31.25, abs=0.1)


def test_a_mark_leads_to_its_finding(shown: Opened) -> None:
    shown.page.locator(".mark.missed").last.locator("circle").click()
    expect(shown.page.locator("#finding-5")).to_have_class("finding missed now")
    assert shown.page.url.endswith("#f=5")


def test_the_speed_can_be_chosen(shown: Opened) -> None:
    shown.page.get_by_label("Speed").select_option("1.5")
    assert shown.page.evaluate("document.getElementById('sound').playbackRate") == 1.5


def test_the_findings_can_be_narrowed_and_a_link_to_a_hidden_one_shows_it(shown: Opened) -> None:
    """What is to be looked at is shown at first, everything on request."""
    visible = shown.page.locator(".finding:visible")
    assert [visible.nth(place).get_attribute("data-number") for place in range(visible.count())] == ["3", "5"]
    shown.page.get_by_label("all (5)").check()
    assert visible.count() == 5
    shown.page.get_by_label("missed, undetermined, for a person (2)").check()
    assert visible.count() == 2
    shown.page.evaluate("location.hash = '#f=1'")
    expect(shown.page.locator("#finding-1")).to_be_visible()


@pytest.mark.parametrize(("place", "at_s"), [("#t=9.5", 9.5), ("#f=5", 61.26), ("#t=nonsense", 0.0)])
def test_a_link_from_outside_opens_it_there(chromium: Browser, call_page: Path, place: str, at_s: float) -> None:
    with opened(chromium, call_page, place) as shown:
        until(shown.page, f"document.getElementById('sound').readyState > 0 && {NOW} >= {at_s}")
        assert at(shown.page) == pytest.approx(at_s, abs=0.05)
        assert shown.page.evaluate(PAUSED)
        assert shown.page.locator(".turn.now").count() == (place == "#t=9.5")
        assert shown.page.locator(".finding.now").count() == (place == "#f=5")
        assert shown.complaints == []


def test_without_its_sound_it_says_so_and_still_leads_the_way(chromium: Browser, call_page: Path) -> None:
    alone = call_page.parent.parent / "alone.html"
    alone.write_bytes(call_page.read_bytes())
    with opened(chromium, alone, "#t=9.5") as shown:
        expect(shown.page.locator("#no-sound")).to_be_visible()
        expect(shown.page.get_by_role("button", name="Play")).to_be_disabled()
        expect(shown.page.locator(".turn.now")).to_have_count(1)
        shown.page.keyboard.press("ArrowRight")
        assert shown.page.locator("#time").text_content() == "0:14"


def test_whatever_was_said_is_text(chromium: Browser, tmp_path: Path) -> None:
    """A transcript, a quote, a name and a file that hold markup are shown letter by letter and do nothing."""
    evil = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>&amp;\"'"
    scored = scored_call(
        f"{evil}.wav",
        data(evil, name=evil, team=evil),
        {"closing.farewell": answer(Outcome.MISSED, evil)},
        turns=[turn(Role.AGENT, 0.5, evil)],
    )
    write_night(night(in_hand([drawn(scored)])), tmp_path, "zh")
    with opened(chromium, tmp_path / page_link(scored.call)) as shown:
        assert shown.page.locator(".turn .said").first.text_content() == evil
        assert shown.page.locator("#finding-5 blockquote").text_content() == evil
        assert shown.page.evaluate("window.ran") is None
        assert shown.page.locator("img").count() == 0 and shown.page.locator("script").count() == 1
        assert shown.complaints == []
    with opened(chromium, tmp_path / "index.html") as shown:
        assert evil in str(shown.page.locator("#call-table tbody").text_content())
        assert shown.page.evaluate("window.ran") is None and shown.complaints == []


def test_a_reader_who_hears_the_page_finds_names_and_order(shown: Opened) -> None:
    page = shown.page
    for role, name in (
        ("region", "Player"), ("region", "Findings"), ("region", "Conversation"), ("region", "Measures"),
        ("slider", "Position"), ("combobox", "Speed"), ("group", "Time line"), ("table", None),
    ):  # fmt: skip
        assert page.get_by_role(role, name=name).count(), (role, name)  # type: ignore[arg-type]
    assert page.get_by_role("article").count() == 2
    assert page.get_by_role("link", name="#5 Says goodbye: missed").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("slider").get_attribute("aria-valuetext") == "0:05"


def test_it_prints(shown: Opened, tmp_path: Path) -> None:
    shown.page.emulate_media(media="print")
    assert not shown.page.locator(".controls").is_visible()
    assert shown.page.locator(".finding:visible").count() == 2
    printed = shown.page.pdf(format="A4")
    assert printed.startswith(b"%PDF") and len(printed) > 10_000


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_drawn_in_both_languages_by_day_and_by_night(
    chromium: Browser, written: dict[str, Path], lang: str, scheme: str
) -> None:
    """The words are in the language, the paper is as light or dark as asked for, and nothing runs over the edge."""
    page = next(path for path in (written[lang] / "calls").glob("C001-*.html"))
    for width in (1300, 420):
        with opened(chromium, page, scheme=scheme, width=width) as shown:  # type: ignore[arg-type]
            words = {"zh": "检查结果", "en": "Findings"}[lang]
            expect(shown.page.get_by_role("heading", name=words)).to_be_visible()
            paper = shown.page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
            assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            heights = shown.page.evaluate("[...document.querySelectorAll('.voice')].map((v) => v.getBBox().height)")
            assert heights[0] > 2 * heights[1] > 0  # the agent is louder
            assert len(shown.page.screenshot()) > 20_000


def test_findings_that_were_not_met_are_told_apart(call_page: Path, written: dict[str, Path]) -> None:
    """What the page says needs no browser: the same number, outcome and second as the scorecard has."""
    text = call_page.read_text("utf-8")
    assert 'id="finding-5" data-number="5"' in text and 'data-start="61.26"' in text
    assert "13800138000" not in text and "138****8000" in text
    undetermined = next((written["zh"] / "calls").glob("C002-*.html")).read_text("utf-8")
    assert "无法判定" in undetermined and 'class="finding undetermined"' in undetermined
