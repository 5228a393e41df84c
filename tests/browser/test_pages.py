"""The pages in a real browser: with scripts and without, by keyboard, narrow and enlarged."""

from collections.abc import Callable

import pytest

pytest.importorskip("selenium", reason="pip install '.[browser]'")

import meetings
from browsing import SIZES, Browser
from polling import OPEN, STELLING, session_with
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from withdrawn import WORDS as WITHDRAWN
from withdrawn import quoted

from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.polls.evaluation import BOX, CloseEvaluation, OpenEvaluation
from spiegel.domain.running.running import End, Go
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import Answer
from spiegel.domain.session.session import Session, describe

pytestmark = pytest.mark.slow

OPTIONS = ("Ruimere openingstijden", "Parkeren", "Een vaste begeleider die ik ken en vertrouw")
FORMS = (
    AnswerForm(kind=AnswerKind.AGREE),
    AnswerForm(kind=AnswerKind.RATE, lowest=0, highest=10),
    AnswerForm(kind=AnswerKind.CHOOSE, options=OPTIONS),
    AnswerForm(kind=AnswerKind.CHOOSE, options=OPTIONS, several=True),
    AnswerForm(kind=AnswerKind.IDEAS, top=3),
    AnswerForm(kind=AnswerKind.RANK, options=OPTIONS, top=2),
    AnswerForm(kind=AnswerKind.POINTS, options=OPTIONS, points=10),
    AnswerForm(kind=AnswerKind.CHOOSE, options=("koffie", "thee"), practice=True),
)
IDEAS = 15
Seen = Callable[[str], None]


def meeting() -> Session:
    return describe(session_with(*FORMS), title="Inloophuis", groups=("bezoekers", "vrijwilligers"))


def talk() -> Session:
    """A spiegelgesprek, in which nobody takes a seat."""
    return meetings.meeting()


def ask(browser: Browser, question: int) -> None:
    """The moderator goes to a question and opens it; the page is asked for anew."""

    def do(room: object) -> None:
        if room.box.poll is not None:
            room.close()
        room.do(Go(phase=room.session.questions[question].phase, question=question))
        room.open(question, again=True)

    browser.live.do(do)
    browser.go()


def others_answer(browser: Browser, answers: list[Answer]) -> None:
    """Other people in the room answer too."""
    from spiegel.domain.polls.polls import Given

    def put(room: object) -> None:
        for number, answer in enumerate(answers, 100):
            room.box.given[bytes([number])] = Given(answer)

    browser.live.do(put)


def fill_in(browser: Browser, question: int) -> None:
    """Something in the form of each kind, by mouse."""
    if question == IDEAS:
        browser.fill(idea_1="langer open", idea_2="koffie & thee")
    elif question == 16:
        for option, place in ((1, "2"), (3, "1")):
            browser.driver.find_element(
                By.CSS_SELECTOR, f"#place-{option} option[value='{place}']"
            ).click()
    elif question == 17:
        browser.fill(points_1="3", points_2="7")
    else:
        browser.driver.find_elements(By.CSS_SELECTOR, "label.choice")[1].click()


def every_page(browser: Browser, seen: Seen) -> None:
    """Each page in each state that a participant can come to."""
    live = browser.live
    browser.go()
    seen("code")
    browser.go("/XXXX")
    seen("wrong code")
    browser.go(live.join_path)
    seen("consent")
    browser.press("Meer over uw antwoorden")
    seen("consent, with all of it")
    browser.press("Ik doe mee")
    browser.until(lambda: "Kies eerst een groep." in browser.text)
    seen("no group")
    browser.press("bezoekers")
    browser.press("Ik doe mee")
    browser.sees("Even wachten")
    browser.press("Verder op een andere telefoon of laptop")
    seen("waiting, with the return code")
    for question in range(11, 11 + len(FORMS)):
        ask(browser, question)
        seen(f"question {question}")
        browser.press("Bewaar mijn antwoord")
        browser.until(lambda: "Uw antwoord is nog niet bewaard" in browser.text)
        seen(f"nothing filled in {question}")
        fill_in(browser, question)
        browser.press("Bewaar mijn antwoord")
        browser.sees("Bewaard")
        seen(f"kept {question}")
        browser.press("Verander mijn antwoord")
        browser.until(lambda: "Bewaar mijn antwoord" in browser.text)
        seen(f"changing {question}")
        given = live.do(lambda room: [one.answer for one in room.answers])
        others_answer(browser, given * 5)
        live.do(lambda room: room.close())
        fill_in(browser, question)
        browser.press("Bewaar mijn antwoord")
        browser.sees("Deze vraag is gesloten")
        assert "Uw antwoord kwam te laat." in browser.text
        seen(f"late {question}")
        browser.go()
        seen(f"closed {question}")
        live.do(lambda room: room.show())
        browser.go()
        seen(f"outcome {question}")
    ask(browser, IDEAS)
    browser.fill(idea_1="x" * 301)
    browser.press("Bewaar mijn antwoord")
    browser.until(lambda: "301 tekens" in browser.text)
    seen("too long")
    browser.press("Ik sla deze vraag over")
    browser.sees("U slaat deze vraag over")
    seen("passed on")
    live.do(lambda room: room.seats.more_turns(1))
    for path in ("/turn", "/turn/done", "/nergens", "/return"):
        browser.go(path)
        seen(path)
    browser.go("/turn")
    browser.fill(code=live.do(lambda room: room.seats.turn_codes[0]))
    browser.press("Ga verder")
    browser.sees("Doet u mee?")
    seen("consent on the laptop")
    live.do(lambda room: room.close())
    live.do(lambda room: room.do(End()))
    browser.go("/")
    seen("the end")


@pytest.fixture(params=["phone", "tablet", "laptop", "zoomed"])
def size(request: pytest.FixtureRequest) -> str:
    return request.param


def test_no_page_in_any_state_has_a_violation_of_wcag_or_is_too_wide(open_browser, size, counted):
    browser, wrong, count = open_browser(meeting(), size=size), [], 0

    def seen(state: str) -> None:
        nonlocal count
        count += 1
        if browser.too_wide > 0:
            wrong.append(f"{state}: {browser.too_wide} pixels too wide")
        wrong.extend(f"{state}: {violation}" for violation in browser.violations())

    every_page(browser, seen)
    counted(f"axe-core at {SIZES[size]}: {count} pages and states, {len(wrong)} violations")
    assert wrong == []
    assert count > 60


def test_the_page_on_which_listeners_write_is_read_and_filled_in_by_everybody(open_browser, size):
    browser, wrong = open_browser(talk(), size=size), []

    def seen(state: str) -> None:
        if browser.too_wide > 0:
            wrong.append(f"{state}: {browser.too_wide} pixels too wide")
        wrong.extend(f"{state}: {violation}" for violation in browser.violations())

    browser.go(browser.live.join_path)
    seen("what is asked")
    browser.press("Meer over uw formulier")
    seen("with all of it")
    browser.press("Bewaar wat ik verwacht")
    browser.until(lambda: "Uw formulier is nog niet bewaard" in browser.text)
    seen("nothing filled in")
    browser.fill(theme_1="x" * 61, words_2="duurt lang")
    browser.press("Bewaar wat ik verwacht")
    browser.until(lambda: "61 tekens" in browser.text)
    seen("too long, and words without a theme")
    browser.fill(theme_1="wachttijd", theme_2="kosten")
    browser.press("Bewaar wat ik verwacht")
    browser.sees("Bewaard")
    seen("kept")
    browser.live.do(lambda room: room.do(Go(phase=room.session.agenda[0].number)))
    browser.go(browser.live.join_path)
    browser.sees("U kunt niets meer opschrijven")
    seen("too late")
    assert wrong == []


def test_listeners_write_without_scripts_and_by_keyboard_alone(open_browser):
    browser = open_browser(talk(), scripts=False)
    browser.go(browser.live.join_path)
    browser.driver.find_element(By.ID, "theme-1").send_keys("wachttijd", Keys.TAB, "duurt lang")
    browser.driver.find_element(By.ID, "theme-1").send_keys(Keys.ENTER)
    browser.sees("Bewaard")
    kept = browser.live.do(lambda room: list(room.session.expectations.values()))
    assert [(one.theme, one.words) for one in kept] == [("wachttijd", "duurt lang")]


def open_evaluation(room: object) -> None:
    """The moderator opens the evaluation."""
    room.do(OpenEvaluation())
    room.box.poll = BOX


def close_evaluation(room: object) -> None:
    """The moderator closes it."""
    given, room.box.poll = tuple(room.box.given.values()), None
    room.do(CloseEvaluation(given=given))


@pytest.mark.parametrize("size", SIZES)
def test_the_evaluation_has_no_barrier_and_fits_on_every_phone(open_browser, size):
    browser = open_browser(talk(), size=size)
    wrong: list[str] = []

    def seen(state: str) -> None:
        if browser.too_wide:
            wrong.append(f"{state}: {browser.too_wide} pixels too wide")
        wrong.extend(f"{state}: {violation}" for violation in browser.violations())

    browser.live.do(open_evaluation)
    for who in ("Ik kwam luisteren", "Ik vertelde over mijn eigen ervaring"):
        browser.go(browser.live.join_path)
        browser.sees("Wie bent u in deze bijeenkomst?")
        seen("who")
        browser.press(who)
        browser.sees("Hoe was de bijeenkomst?")
        seen(who)
    browser.press("Meer over uw formulier")
    seen("with all of it")
    browser.press("Bewaar mijn formulier")
    browser.until(lambda: "Uw formulier is nog niet bewaard" in browser.text)
    seen("nothing filled in")
    browser.fill(words_1="x" * 501)
    browser.press("Bewaar mijn formulier")
    browser.until(lambda: "501 tekens" in browser.text)
    seen("too long")
    browser.fill(words_1="Er werd goed geluisterd.")
    browser.press("meestal wel")
    browser.press("Bewaar mijn formulier")
    browser.sees("Bewaard")
    seen("saved")
    browser.press("Mijn formulier wijzigen")
    browser.sees("Hoe was de bijeenkomst?")
    seen("changing")
    browser.live.do(close_evaluation)
    browser.press("Bewaar mijn formulier")
    browser.sees("De evaluatie is gesloten")
    assert "Er werd goed geluisterd." in browser.text
    seen("too late")
    assert wrong == []


def test_a_form_is_filled_in_and_taken_back_without_scripts_and_by_keyboard_alone(open_browser):
    browser = open_browser(talk(), scripts=False)
    browser.live.do(open_evaluation)
    browser.go(browser.live.join_path)
    browser.go("/?form=participant&change=1")
    first = browser.driver.find_element(By.ID, "mark-1-none")
    first.send_keys(Keys.ARROW_UP)
    browser.driver.find_element(By.ID, "words-1").send_keys("Fijn.")
    browser.driver.find_element(By.ID, "mark-1-4").send_keys(Keys.ENTER)
    browser.sees("Bewaard")
    (given,) = browser.live.do(lambda room: list(room.box.given.values()))
    assert (given.answer.points, given.answer.ideas) == ((4, 0, 0, 0), ("Fijn.",))
    browser.driver.find_element(By.CSS_SELECTOR, "form button").send_keys(Keys.ENTER)
    browser.sees("Uw formulier is teruggenomen")
    assert browser.live.do(lambda room: len(room.box.given)) == 0


SPOILED = {
    "color-contrast": "document.querySelector('h1').style.color = '#999'",
    "label": "document.querySelectorAll('label[for=idea-1]').forEach(l => l.remove())",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "document-title": "document.title = ''",
    "button-name": "document.querySelector('button').textContent = ''",
    "target-size": (
        "document.querySelectorAll('button').forEach(b => b.style.cssText ="
        " 'min-height:0;height:12px;width:12px;padding:0;display:inline-block;overflow:hidden;"
        "position:absolute;top:0;left:' + (b.name ? 14 : 0) + 'px')"
    ),
    "aria-valid-attr-value": (
        "document.querySelectorAll('textarea').forEach(t => t.setAttribute('aria-invalid', 'x'))"
    ),
    "meta-viewport": ("document.querySelector('meta[name=viewport]').content = 'user-scalable=no'"),
}


@pytest.mark.parametrize("rule", SPOILED)
def test_a_spoiled_page_is_found(open_browser, rule):
    browser = open_browser(session_with(FORMS[4]))
    browser.join()
    browser.sees("Even wachten")
    browser.live.do(lambda room: room.open(11))
    browser.go()
    assert browser.violations() == []
    browser.driver.execute_script(SPOILED[rule])
    assert any(each.startswith(f"{rule}:") for each in browser.violations())


@pytest.mark.parametrize("size", ["phone", "zoomed"])
def test_all_of_it_works_without_scripts(open_browser, size):
    browser, states = open_browser(meeting(), scripts=False, size=size), []
    every_page(browser, states.append)
    assert len(states) > 60


def tab_to(browser: Browser, words: str) -> None:
    """Go on with Tab alone until what is called so has the focus, which can be seen."""
    for _ in range(40):
        browser.keys(Keys.TAB)
        focused = browser.focused
        label = browser.driver.execute_script(
            "const e = arguments[0], l = e.labels && e.labels[0];"
            "return (l || e).textContent.trim()",
            focused,
        )
        if label == words:
            assert is_outlined(browser)
            return
    raise AssertionError(f"Tab does not come to {words}")


def is_outlined(browser: Browser) -> bool:
    """Whether one sees where the focus is."""
    return bool(
        browser.driver.execute_script(
            "const e = document.activeElement;"
            "return [e, e.closest('.choice')].some(x => x &&"
            " parseFloat(getComputedStyle(x).outlineWidth) >= 2 &&"
            " getComputedStyle(x).outlineStyle !== 'none')"
        )
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_everything_can_be_done_by_keyboard_alone(open_browser, scripts):
    browser = open_browser(meeting(), scripts=scripts, size="laptop")
    browser.go()
    tab_to(browser, "Code")
    browser.keys(browser.live.room.seats.code.lower(), Keys.ENTER)
    browser.sees("Doet u mee?")
    tab_to(browser, "bezoekers")
    browser.keys(Keys.SPACE)
    tab_to(browser, "Ik doe mee")
    browser.keys(Keys.ENTER)
    browser.sees("Even wachten")
    ask(browser, 11)
    tab_to(browser, "helemaal oneens")
    browser.keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    tab_to(browser, "Bewaar mijn antwoord")
    browser.keys(Keys.ENTER)
    browser.sees("Bewaard")
    ask(browser, IDEAS)
    tab_to(browser, "Idee 2")
    browser.keys("koffie")
    tab_to(browser, "Bewaar mijn antwoord")
    browser.keys(Keys.ENTER)
    browser.sees("Bewaard")
    given = browser.live.do(lambda room: [one.answer for one in room.answers])
    assert given == [Answer(ideas=("koffie",))]
    ask(browser, 16)
    tab_to(browser, OPTIONS[1])
    browser.keys("1")
    tab_to(browser, "Bewaar mijn antwoord")
    browser.keys(Keys.ENTER)
    browser.sees("Bewaard")
    given = browser.live.do(lambda room: [one.answer for one in room.answers])
    assert given == [Answer(order=((2,),))]
    tab_to(browser, "Verander mijn antwoord")
    browser.keys(Keys.ENTER)
    browser.until(lambda: "Ik sla deze vraag over" in browser.text)
    tab_to(browser, "Ik sla deze vraag over")
    browser.keys(Keys.ENTER)
    browser.sees("U slaat deze vraag over")


def below(browser: Browser, words: str) -> float:
    """Pixels by which what is called so ends below what is seen without scrolling."""
    found = browser.driver.find_elements(By.CSS_SELECTOR, "button, a, summary")
    element = next(each for each in found if each.text.strip() == words)
    script = "return arguments[0].getBoundingClientRect().bottom - window.innerHeight"
    return float(browser.driver.execute_script(script, element))


@pytest.mark.parametrize("groups", [(), ("bezoekers", "vrijwilligers")])
def test_who_joins_on_a_small_phone_sees_all_there_is_to_know_and_the_button(open_browser, groups):
    browser = open_browser(describe(session_with(), title="Inloophuis", groups=groups))
    browser.go(browser.live.join_path)
    assert below(browser, "Ik doe mee") <= 0


@pytest.mark.parametrize("scripts", [True, False])
def test_more_about_ones_answers_is_one_tap_away(open_browser, scripts):
    browser = open_browser(session_with(), scripts=scripts)
    browser.go(browser.live.join_path)
    assert "kan meelezen" not in browser.text
    browser.press("Meer over uw antwoorden")
    browser.until(lambda: "kan meelezen" in browser.text)
    assert "Vraag de gespreksleider om papier." in browser.text


def test_a_mistake_has_the_focus_and_its_link_leads_to_the_field(open_browser):
    browser = open_browser(session_with(FORMS[4]))
    browser.join()
    browser.sees("Even wachten")
    browser.live.do(lambda room: room.open(11))
    browser.go()
    browser.fill(idea_3="x" * 301)
    browser.press("Bewaar mijn antwoord")
    browser.until(lambda: "301 tekens" in browser.text)
    browser.until(lambda: browser.focused.get_attribute("class") == "errors")
    browser.keys(Keys.TAB, Keys.ENTER)
    browser.until(lambda: browser.focused.get_attribute("id") == "idea-3")


def test_who_waits_is_told_of_the_next_question_and_sees_it_when_they_want(open_browser):
    browser = open_browser(session_with())
    browser.join()
    browser.sees("Even wachten")
    browser.until(lambda: bool(browser.live.room.site.waiting.held))
    browser.live.do(lambda room: room.open(STELLING))
    browser.until(lambda: "Er is iets nieuws." in browser.text)
    assert browser.heading == "Even wachten"
    browser.press("Kijk")
    browser.sees("Vraag 0?")


def test_who_switched_it_on_sees_the_next_question_by_itself(open_browser):
    browser = open_browser(session_with())
    browser.join()
    browser.sees("Even wachten")
    browser.press("Laat de volgende vraag vanzelf zien")
    browser.live.do(lambda room: room.open(STELLING))
    browser.sees("Vraag 0?")
    browser.press("eens")
    browser.press("Bewaar mijn antwoord")
    browser.sees("Bewaard")
    browser.live.do(lambda room: room.close())
    browser.sees("Deze vraag is gesloten")


def test_a_page_with_a_form_never_goes_by_itself_and_keeps_its_words(open_browser):
    browser = open_browser(session_with())
    browser.join()
    browser.sees("Even wachten")
    browser.press("Laat de volgende vraag vanzelf zien")
    browser.live.do(lambda room: room.open(OPEN))
    browser.sees("Vraag 1?")
    browser.fill(idea_1="langer open")
    browser.live.do(lambda room: room.close())
    browser.until(lambda: "Er is iets nieuws." in browser.text)
    assert browser.driver.find_element(By.ID, "idea-1").get_property("value") == "langer open"
    browser.press("Bewaar mijn antwoord")
    browser.sees("Deze vraag is gesloten")
    assert browser.driver.find_element(By.ID, "idea-1").get_property("value") == "langer open"


def test_words_that_somebody_takes_back_go_from_the_page_and_what_is_half_typed_stays(open_browser):
    browser = open_browser(quoted(session_with()))
    browser.join()
    browser.live.do(lambda room: room.open(OPEN))
    browser.go()
    browser.sees(f"Iemand zei: {WITHDRAWN}. Wat helpt?")
    browser.fill(idea_1="langer open")
    browser.until(lambda: bool(browser.live.room.site.waiting.held))
    browser.live.do(lambda room: room.do(Withdraw(participant=1)))
    browser.sees("Iemand zei: …. Wat helpt?")
    assert "kwikzilver" not in browser.driver.page_source + browser.driver.title
    assert browser.driver.find_element(By.ID, "idea-1").get_property("value") == "langer open"
    # and it hears of what comes next
    browser.until(lambda: bool(browser.live.room.site.waiting.held))
    browser.press("Bewaar mijn antwoord")
    browser.sees("Bewaard")


def test_what_was_typed_stays_when_the_laptop_cannot_be_reached(open_browser):
    browser = open_browser(session_with())
    browser.join()
    browser.sees("Even wachten")
    browser.live.do(lambda room: room.open(OPEN))
    browser.go()
    browser.fill(idea_1="langer open")
    offline = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.driver.execute_cdp_cmd("Network.enable", {})
    browser.driver.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    browser.press("Bewaar mijn antwoord")
    browser.until(lambda: "De laptop is niet te bereiken." in browser.text)
    assert browser.driver.find_element(By.ID, "idea-1").get_property("value") == "langer open"
    browser.driver.execute_cdp_cmd(
        "Network.emulateNetworkConditions", {**offline, "offline": False}
    )
    browser.press("Bewaar mijn antwoord")
    browser.sees("Bewaard")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_back_button_leads_to_ones_own_answer(open_browser, scripts):
    browser = open_browser(session_with(), scripts=scripts)
    browser.join()
    browser.sees("Even wachten")
    browser.live.do(lambda room: room.open(OPEN))
    browser.go("/?")
    browser.fill(idea_1="langer open")
    browser.press("Bewaar mijn antwoord")
    browser.sees("Bewaard")
    browser.driver.back()
    browser.driver.forward()
    browser.until(lambda: "langer open" in browser.text)
    assert len(browser.live.do(lambda room: room.answers)) == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_back_on_the_laptop_that_goes_round_shows_nothing_of_who_was_before(open_browser, scripts):
    browser = open_browser(session_with(), scripts=scripts, size="laptop")
    browser.live.do(lambda room: room.seats.more_turns(1))
    browser.live.do(lambda room: room.open(OPEN))
    browser.go("/turn")
    browser.fill(code=browser.live.do(lambda room: room.seats.turn_codes[0]))
    browser.press("Ga verder")
    browser.sees("Doet u mee?")
    browser.press("Ik doe mee")
    browser.sees("Vraag 1?")
    browser.fill(idea_1="een geheim")
    browser.press("Bewaar mijn antwoord")
    browser.sees("Geef door")
    for _ in range(4):
        browser.driver.back()
        browser.until(lambda: "geheim" not in browser.driver.page_source)
        fields = browser.driver.find_elements(By.CSS_SELECTOR, "textarea")
        assert [f.get_property("value") for f in fields if f.get_property("value")] == []


def test_what_is_left_of_the_points_is_said_while_typing(open_browser):
    browser = open_browser(session_with(FORMS[6]))
    browser.join()
    browser.sees("Even wachten")
    browser.live.do(lambda room: room.open(11))
    browser.go()
    assert "Nog te verdelen: 10" in browser.text
    browser.fill(points_1="7")
    browser.until(lambda: "Nog te verdelen: 3" in browser.text)
    browser.fill(points_2="5")
    browser.until(lambda: "Te veel gegeven: 2" in browser.text)
