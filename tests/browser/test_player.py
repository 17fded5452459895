"""The player leads through a session by the clock, keeps its place, and saves what was done."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import LogIn, User
from exercises.models import Programme, Status
from tests.architecture.seeding import answer_questions
from tests.browser.conftest import until
from tests.browser.test_accessibility import RULES, looked_at
from tests.conftest import PASSWORD
from tracking.models import Outcome, Session

Window = Callable[..., Any]
LUNGE = "/play/exercise/runners-lunge/?level=start"
# Get ready, both holds of the left side, the right side: what its start dose comes to.
READY, HOLD, CHANGE, SWITCH = 13, 20, 4, 20
WHOLE = READY + 2 * (2 * HOLD + CHANGE) + SWITCH
LAST = 300  # milliseconds: more than the player lets pass between two looks at the clock
A_SESSION = re.compile(r"/sessions/[0-9a-f-]{36}/$")
HEARD = """() => {
  window.heard = [];
  window.said = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    window.heard.push({ hertz: this.frequency.value, when, now: this.context.currentTime });
    return start.call(this, when);
  };
  const speak = speechSynthesis.speak.bind(speechSynthesis);
  speechSynthesis.speak = (words) => { window.said.push(words.text); speak(words); };
}"""


@pytest.fixture
def person(site: str, make_user: Any) -> Any:
    """Somebody who was asked about warning signs already, so that a session begins at once."""
    person = make_user()
    answer_questions(person)
    return person


def opened(window: Window, user: Any = None, path: str = LUNGE, **options: Any) -> Any:
    """The page of the player, with a clock that the test moves."""
    page = window(user, clock=True, **options)
    page.goto(path)
    return page


def start(page: Any, button: str = "start") -> None:
    page.locator(f"[data-do={button}]").tap()
    page.clock.run_for(300)  # it asks other tabs first
    page.locator("[data-on=run]").wait_for()


def forward(page: Any, seconds: float) -> None:
    """So much later. Nobody looks on until the last moment: thousands of frames take long."""
    page.clock.fast_forward(int(seconds * 1000) - LAST)
    page.clock.run_for(LAST)


def number(page: Any) -> str:
    return str(page.locator("[data-number]").inner_text())


def screen(page: Any) -> str:
    return str(page.locator("guided-session").get_attribute("data-screen"))


def kind(page: Any) -> str:
    return str(page.locator("guided-session").get_attribute("data-kind"))


def test_as_planned_takes_three_taps_and_saves_by_itself(window: Window, person: Any) -> None:
    page = opened(window, person)
    start(page)
    forward(page, WHOLE + 1)
    assert screen(page) == "finish"
    page.locator("[data-kept]", has_text="It is in your diary already").wait_for()
    saved = Session.objects.owned_by(person).get()
    lines = list(saved.lines.values_list("exercise__slug", "side", "sets", "reps", "seconds"))
    assert lines == [("runners-lunge", "left", 1, 2, 20), ("runners-lunge", "right", 1, 2, 20)]
    assert (saved.outcome, saved.minutes, saved.pain_worst) == (Outcome.DONE, 2, None)
    page.locator("[name=pain_worst][value='2']").locator("xpath=..").tap()
    page.get_by_role("button", name="Done").tap()
    page.wait_for_url(f"**/sessions/{saved.pk}/")
    again = Session.objects.owned_by(person).get()
    assert (again.pk, again.pain_worst, again.lines.count()) == (saved.pk, 2, 2)


def finished_here(page: Any) -> None:
    page.get_by_role("button", name="Stop and leave").tap()
    page.get_by_role("button", name="Finish here").tap()


def test_whoever_is_faster_than_the_network_still_has_one_session(
    window: Window, person: Any
) -> None:
    page = opened(window, person)
    start(page)
    slow = {"offline": False, "latency": 1500, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    forward(page, WHOLE + 1)
    page.locator("[name=pain_worst][value='2']").locator("xpath=..").tap()
    assert not page.locator("[data-kept]").inner_text(), "it is still on its way"
    page.get_by_role("button", name="Done").tap()
    page.clock.resume()
    page.wait_for_url(A_SESSION)
    saved = Session.objects.owned_by(person).get()
    assert (saved.pain_worst, saved.lines.count()) == (2, 2)


def test_what_could_not_be_sent_waits_each_session_by_itself(window: Window, person: Any) -> None:
    for seconds in (READY + 5, READY + HOLD):
        page = opened(window, person)
        start(page)
        forward(page, seconds)
        page.context.set_offline(True)
        finished_here(page)
        page.locator("[data-kept]", has_text="It waits on this device").wait_for()
        page.get_by_role("button", name="Done").tap()
        assert screen(page) == "finish", "what was done stays in sight"
        page.context.set_offline(False)
    for left in (1, 0):
        page.goto("/today/")
        page.get_by_role("button", name="Keep it in my diary").tap()
        page.wait_for_url(A_SESSION)
        assert Session.objects.owned_by(person).count() == 2 - left
    page.goto("/today/")
    assert page.locator("played-session").is_hidden()


def test_what_is_over_is_not_resumed(window: Window) -> None:
    page = opened(window)
    for button, arrives in (
        ("Finish here", page.locator("[data-screen=finish]").wait_for),
        ("Leave, and keep nothing", lambda: page.wait_for_url("**/exercises/**")),
    ):
        start(page)
        forward(page, READY + 5)
        page.get_by_role("button", name="Stop and leave").tap()
        page.get_by_role("button", name=button).tap()
        arrives()  # or what the button leads to is interrupted by what comes next
        page.goto(LUNGE)
        page.locator("[data-do=start]").wait_for()
        assert page.locator("[data-resume]").is_hidden(), button


def test_it_is_where_the_clock_says_and_says_so(window: Window) -> None:
    page = opened(window)
    page.evaluate(HEARD)
    start(page)
    assert (kind(page), number(page)) == ("ready", str(READY))
    page.clock.run_for((READY + 5) * 1000)
    assert (kind(page), number(page)) == ("work", "15")
    page.clock.run_for((HOLD + CHANGE + HOLD) * 1000)
    assert kind(page) == "switch"
    assert page.locator("[data-side]").inner_text() == "Change sides · Right side"
    said = page.evaluate("window.said")
    assert "Change sides. Right side" in said
    assert len([words for words in said if words == "Half way"]) == 2
    page.locator("[data-do=pause]").tap()
    left = number(page)
    page.clock.fast_forward(3600 * 1000)  # each timer that is due is called, though once
    page.clock.run_for(1000)
    assert number(page) == left, "a long pause moves nothing"
    page.locator("[data-do=pause]").tap()
    forward(page, WHOLE)
    assert screen(page) == "finish"


def test_a_page_that_slept_comes_out_where_it_belongs(window: Window) -> None:
    page = opened(window)
    start(page)
    forward(page, READY + HOLD + CHANGE + 7.3)  # as a tab that was not called
    assert (kind(page), number(page)) == ("work", "13")


def test_a_reload_goes_on_from_there_and_says_so(window: Window) -> None:
    page = opened(window)
    start(page)
    forward(page, READY + 5.2)
    page.reload()
    assert "You were in the middle of this" in page.locator("[data-resume-words]").inner_text()
    forward(page, 900)
    start(page, "resume")
    assert kind(page) == "work"
    assert number(page) in ("15", "14"), "a slow machine is a moment later"
    page.reload()
    start(page, "afresh")
    assert kind(page) == "ready"


def test_a_second_tab_says_that_one_is_running(window: Window) -> None:
    page = opened(window)
    start(page)
    second = page.context.new_page()
    second.goto(LUNGE)
    second.locator("[data-do=start], [data-do=resume]").locator("visible=true").first.tap()
    second.get_by_role("heading", name="A session is running in another tab").wait_for()
    second.close()


def hurt(page: Any, worst: str, sensation: str) -> None:
    for name, value in (("worst", worst), ("sensation", sensation)):
        page.locator(f"[name=hurt-{name}][value='{value}']").locator("xpath=..").tap()


def test_a_sign_of_a_nerve_offers_nothing_that_loads_and_is_asked_about(
    window: Window, person: Any
) -> None:
    page = opened(window, person)
    start(page)
    forward(page, READY + 12)
    page.get_by_role("button", name="Stop, it hurts").tap()
    hurt(page, "8", "tingling")
    page.get_by_role("link", name="Read this first").wait_for()
    for act in ("go-gentler", "go-next"):
        assert page.locator(f"[data-do={act}]").is_hidden()
    page.get_by_role("button", name="That is enough for today").tap()
    page.get_by_role("heading", name="Stopped. That is enough for today.").wait_for()
    page.locator("[data-kept]", has_text="It is in your diary already").wait_for()
    page.get_by_role("link", name="It is new").tap()
    page.wait_for_url("**/edit/")
    (line,) = Session.objects.owned_by(person).get().lines.filter(outcome=Outcome.STOPPED)
    assert (line.side, line.worst, line.sensation) == ("left", 8, "tingling")


def test_pain_before_anything_was_done_is_no_session_and_can_be_noted(
    window: Window, person: Any
) -> None:
    page = opened(window, person)
    start(page)
    page.get_by_role("button", name="Stop, it hurts").tap()
    hurt(page, "6", "sharp")
    page.get_by_role("button", name="That is enough for today").tap()
    page.get_by_text("It hurt before it began").wait_for()
    assert not Session.objects.exists()


def test_what_hurts_is_kept_and_a_gentler_one_goes_on(window: Window, person: Any) -> None:
    page = opened(window, person)
    start(page)
    forward(page, READY + 12)
    page.get_by_role("button", name="Stop, it hurts").tap()
    hurt(page, "5", "sharp")
    assert page.locator("[data-sign]").is_hidden()
    page.locator("[data-do=go-gentler]").tap()
    until(page, "document.querySelector('[data-name]').textContent.startsWith('Half-kneeling')")
    assert kind(page) == "ready"
    forward(page, 1)
    finished_here(page)
    page.locator("[data-kept]", has_text="It is in your diary already").wait_for()
    saved = Session.objects.owned_by(person).get()
    lunge = saved.lines.get(exercise__slug="runners-lunge", side="left")
    assert (lunge.outcome, lunge.worst, lunge.sensation) == (Outcome.STOPPED, 5, "sharp")
    assert page.locator("[name=pain_worst]:checked").get_attribute("value") == "5"


def test_a_visitors_try_becomes_the_first_session_of_an_account(window: Window) -> None:
    page = opened(window)
    start(page)
    forward(page, WHOLE + 1)
    page.get_by_role("link", name="Sign up and keep it").tap()
    page.fill("[name=email]", "new@example.org")
    page.fill("[name=password1]", PASSWORD)
    for box in page.locator("form [type=checkbox]").all():
        box.check()
    page.locator("form button[type=submit]").last.tap()
    page.wait_for_url("**/today/")
    page.locator("played-session", has_text="led through on this device").wait_for()
    page.get_by_role("button", name="Keep it in my diary").tap()
    page.wait_for_url(A_SESSION)
    saved = Session.objects.owned_by(User.objects.get(email="new@example.org")).get()
    assert saved.lines.count() == 2
    page.goto("/today/")
    assert page.locator("played-session").is_hidden()


def test_a_log_in_that_ended_meanwhile_loses_nothing(window: Window, person: Any) -> None:
    page = opened(window, person)
    start(page)
    forward(page, READY + HOLD)
    LogIn.objects.all().delete()
    forward(page, WHOLE)
    page.locator("[data-kept]", has_text="You were logged out meanwhile").wait_for()
    page.get_by_role("button", name="Done").tap()
    page.wait_for_url("**/accounts/login/**")
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.locator("form button[type=submit]").last.tap()
    page.wait_for_url("**/sessions/new/**")
    page.get_by_role("button", name="Keep it in my diary").tap()
    page.wait_for_url(A_SESSION)
    assert Session.objects.owned_by(person).get().lines.count() == 2


def test_a_programme_withdrawn_meanwhile_is_said_and_nothing_is_lost(
    window: Window, person: Any
) -> None:
    page = opened(window, person, "/play/programme/flare-up-day/")
    start(page)
    forward(page, 30)
    Programme.objects.filter(slug="flare-up-day").update(status=Status.DRAFT)
    finished_here(page)
    page.locator("[data-kept]", has_text="needs another look").wait_for()
    page.get_by_role("button", name="Done").tap()
    page.get_by_role("heading", name="What you did").wait_for()
    assert not Session.objects.exists()
    assert page.locator("[name=lines-0-exercise]").get_attribute("value") == "legs-on-chair-rest"


def test_nothing_done_keeps_nothing(window: Window, person: Any) -> None:
    page = opened(window, person)
    start(page)
    finished_here(page)
    page.get_by_text("Nothing was done this time").wait_for()
    assert not Session.objects.exists()


def test_the_keyboard_is_enough(window: Window) -> None:
    page = opened(window)
    start(page)
    page.locator("body").press("ArrowRight")
    assert kind(page) == "work"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")
    assert page.locator("guided-session").get_attribute("data-state") == "standing"
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")
    assert kind(page) == "ready"
    page.keyboard.press("Escape")
    assert screen(page) == "leave"


NUMBER_HEIGHT = """() => {
  const style = getComputedStyle(document.querySelector("[data-number]"));
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { actualBoundingBoxAscent, actualBoundingBoxDescent } = pen.measureText("8");
  return actualBoundingBoxAscent + actualBoundingBoxDescent;
}"""


def test_the_time_left_is_read_from_two_metres(window: Window) -> None:
    page = opened(window)
    start(page)
    forward(page, READY + 3)
    faults = []
    for width, height in ((390, 844), (360, 640)):
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate(NUMBER_HEIGHT) < 0.18 * height:
            faults.append(f"{width}: too small")
        if page.evaluate("document.documentElement.scrollHeight") > height:
            faults.append(f"{width}: more than the screen holds")
    assert not faults


# The page around it stays the same in every state, and is asked once.
RUN_WITHIN = """async (rules) => {
  const found = await axe.run("guided-session", {runOnly: rules, resultTypes: ["violations"]});
  return found.violations.map(({ id, nodes }) =>
    `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""


def test_every_state_is_clean(window: Window, person: Any) -> None:
    page = opened(window, person, bypass_csp=True)
    faults = {"start": looked_at(page, RULES)}

    def look() -> None:
        state = kind(page) if screen(page) == "run" else screen(page)
        faults[state] = page.evaluate(RUN_WITHIN, RULES)

    start(page)
    look()
    for seconds in (READY + 1, 2 * HOLD + CHANGE):
        forward(page, seconds)
        look()
    page.get_by_role("button", name="Stop, it hurts").tap()
    look()
    page.locator("[data-do=go-next]").tap()
    look()
    assert list(faults) == ["start", "ready", "work", "switch", "hurt", "finish"]
    assert {state: found for state, found in faults.items() if found} == {}
