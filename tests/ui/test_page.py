"""The page in a real browser, against the real program."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from assistant.ui.render import EXAMPLES
from eval.bench.server import Served, direct, served

pytestmark = pytest.mark.browser
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage --window-size=1280,900"
)
PATIENCE = 40
DUE = "ปิดรับสมัคร TPSA วันไหน"


class Page:
    """The page as a person sees it."""

    def __init__(self, driver: Chrome, url: str) -> None:
        self.driver = driver
        driver.get(url)
        self.until(lambda: bool(self.all("#question textarea")) and len(self.offers()) == len(EXAMPLES), "the page is ready")

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05).until(lambda _: holds(), what)

    def texts(self, selector: str) -> list[str]:
        """What can be read, taken at one moment: the page draws itself anew while it answers."""
        script = "return [...document.querySelectorAll(arguments[0])].filter(e => e.offsetParent).map(e => e.innerText.trim())"
        return list(self.driver.execute_script(script, selector))

    def logged(self, kind: str) -> list[dict[str, Any]]:
        """Entries of a log of the browser since it was last read."""
        return list(self.driver.get_log(kind))  # type: ignore[no-untyped-call]  # selenium leaves it so

    def asked(self) -> list[str]:
        return self.texts("#chat [data-testid=user] .prose")

    def answers(self) -> list[str]:
        return self.texts("#chat [data-testid=bot] .prose")

    def offers(self) -> list[str]:
        return self.texts("#offers button")

    def answered(self, number: int) -> str:
        """The answer ``number`` (from 1), once it is there and the box is empty again."""
        self.until(lambda: len(self.answers()) == number and not self.one("#question textarea").get_property("value"), f"answer {number}")
        return self.answers()[-1]

    def ask(self, question: str) -> str:
        number = len(self.answers()) + 1
        self.one("#question textarea").send_keys(question)
        self.click("#send")
        return self.answered(number)

    def click(self, selector: str) -> None:
        element = self.one(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def width_overflow(self) -> int:
        return int(self.driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@contextmanager
def browser(profile: Path) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*FLAGS.split(), f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = Chrome(options, ChromeService(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("page") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def page(program: Served, driver: Chrome) -> Page:
    """The page freshly loaded: a conversation of its own."""
    return Page(driver, program.url)


def test_an_answer_is_read_with_its_citation(page: Page) -> None:
    answer = page.ask(DUE)
    assert page.asked() == [DUE]
    assert "28 กุมภาพันธ์ 2567" in answer
    quote = page.one("#chat [data-testid=bot] blockquote").text
    assert "“" in quote
    assert "๒.๓" in quote
    assert "calendar-tpsa" in quote


def test_the_conversation_goes_on(page: Page) -> None:
    page.ask(DUE)
    assert "15 มกราคม 2567" in page.ask("แล้ว PMQA ล่ะ")


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    def focused() -> WebElement:
        return page.driver.switch_to.active_element

    def tab_to(selector: str) -> None:
        for _ in range(40):
            focused().send_keys(Keys.TAB)
            if focused() == page.one(selector):
                return
        raise AssertionError(f"{selector} is not reached with Tab")

    assert focused() == page.one("#question textarea")
    focused().send_keys(DUE, Keys.ENTER)
    assert "28 กุมภาพันธ์ 2567" in page.answered(1)
    page.one("#question textarea").send_keys("PMQA คืออะไร")
    tab_to("#send")
    focused().send_keys(Keys.ENTER)
    assert "PMQA" in page.answered(2)
    tab_to("#why button")
    focused().send_keys(Keys.ENTER)
    page.until(lambda: "เข้าใจว่า" in page.one("#why").text, "the panel opens")
    page.driver.execute_script("document.querySelector('#question textarea').focus()")
    tab_to("#again")
    focused().send_keys(Keys.SPACE)
    page.until(lambda: not page.answers(), "a new conversation")


@pytest.mark.parametrize(
    "question", [DUE, "เปรียบเทียบนวัตกรรมการบริการกับยกระดับการอำนวยความสะดวก", "เกณฑ์คะแนนประเภทเปิดใจใกล้ชิดประชาชน", "https://example.test/" + "a" * 200]
)
def test_on_a_phone_nothing_runs_out_of_the_side(page: Page, question: str) -> None:
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True})
    try:
        assert page.driver.execute_script("return window.innerWidth") == 360
        assert page.width_overflow() == 0
        page.ask(question)
        assert page.width_overflow() == 0
        for element in [*page.all("#chat [data-testid]"), *page.all("#offers button"), page.one("#send"), page.one("#question textarea")]:
            assert element.rect["x"] >= 0
            assert element.rect["x"] + element.rect["width"] <= 360
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_two_people_do_not_see_each_other(page: Page, program: Served, tmp_path: Path) -> None:
    with browser(tmp_path / "profile") as second:
        other = Page(second, program.url)
        page.ask(DUE)
        other.ask("มิติผลผลิตของนวัตกรรมการบริการกี่คะแนน")
        assert "15 มกราคม 2567" in page.ask("แล้ว PMQA ล่ะ")
        assert "15 มกราคม 2567" not in other.ask("แล้ว PMQA ล่ะ")
        assert page.asked() == [DUE, "แล้ว PMQA ล่ะ"]
        assert other.asked() == ["มิติผลผลิตของนวัตกรรมการบริการกี่คะแนน", "แล้ว PMQA ล่ะ"]


def test_offers_are_asked_with_a_click(page: Page) -> None:
    first = page.offers()[0]
    page.click("#offers button")
    assert "ที่มา" in page.answered(1)
    assert page.asked() == [first] == EXAMPLES[:1]
    page.until(lambda: page.offers() not in ([], EXAMPLES), "offers that go with the answer")
    second = page.offers()[0]
    page.click("#offers button")
    page.answered(2)
    assert page.asked() == [first, second]


@pytest.mark.parametrize("button", ["#again", "#chat [aria-label=Clear]"])
def test_a_new_conversation_forgets_the_old_one(page: Page, button: str) -> None:
    alone = page.ask("แล้ว PMQA ล่ะ")
    page.click(button)
    page.until(lambda: not page.answers(), "an empty conversation")
    page.ask(DUE)
    assert page.ask("แล้ว PMQA ล่ะ") != alone
    page.click(button)
    page.until(lambda: not page.answers() and page.offers() == EXAMPLES, "an empty conversation with the first offers")
    assert page.ask("แล้ว PMQA ล่ะ") == alone


def test_why_this_answer_is_told(page: Page) -> None:
    page.ask(DUE)
    page.click("#why button")
    page.until(lambda: "calendar-tpsa" in page.one("#why").text, "the panel opens")


@pytest.mark.parametrize(
    "typed",
    [
        "<b>หนา</b> <img src=x onerror=\"document.title='taken'\"> ปิดรับสมัคร TPSA วันไหน",
        "<script>document.title='taken'</script> &lt;i&gt; &amp; PMQA คืออะไร",
        "![x](http://example.test/x.png) [a](javascript:void) **b** _c_ `d` $e$ # f | g ~~h~~ PMQA คืออะไร",
    ],
)
def test_what_a_person_types_is_shown_as_text(page: Page, typed: str) -> None:
    page.ask(typed)
    assert page.asked() == [typed]
    page.click("#why button")
    page.until(lambda: "เข้าใจว่า" in page.one("#why").text, "the panel opens")
    for place in ("#chat .user .prose", "#why .prose"):
        assert not page.all(", ".join(f"{place} {tag}" for tag in ("b", "i", "img", "script", "strong", "em", "code", "del", "a[href^=javascript]")))
    assert page.driver.title == "ผู้ช่วยรางวัลเลิศรัฐ"


def test_nothing_fails_and_nobody_else_is_asked(page: Page, program: Served) -> None:
    page.logged("performance")
    page.logged("browser")
    page = Page(page.driver, program.url)
    page.ask("![x](http://example.test/x.png) <img src='http://example.test/y.png'> PMQA คืออะไร")
    page.ask("กำหนดการรางวัลเลิศรัฐทั้งหมด")
    page.click("#why button")
    page.until(lambda: "เข้าใจว่า" in page.one("#why").text, "the panel opens")
    events = [json.loads(entry["message"])["message"] for entry in page.logged("performance")]
    addresses = [urlsplit(event["params"]["request"]["url"]) for event in events if event["method"] == "Network.requestWillBeSent"]
    assert f"{program.url}/" in {address.geturl() for address in addresses}
    assert {address.hostname for address in addresses if address.scheme not in ("data", "blob")} == {"127.0.0.1"}
    assert [entry["message"] for entry in page.logged("browser") if entry["level"] == "SEVERE"] == []


def test_thai_is_drawn_with_the_font_that_comes_along(page: Page) -> None:
    loaded = "return [...document.fonts].some(f => f.family.includes('Noto Sans Thai') && f.status === 'loaded')"
    others = """
        const thai = node => node.nodeType === Node.TEXT_NODE && /[\\u0e01-\\u0e5b]/.test(node.data)
        const shown = [...document.querySelectorAll('body *')].filter(e => e.offsetParent && [...e.childNodes].some(thai))
        return shown.filter(e => !getComputedStyle(e).fontFamily.includes('Noto Sans Thai')).map(e => e.outerHTML)
    """
    page.ask("มิติผลผลิตของนวัตกรรมการบริการกี่คะแนน")
    page.until(lambda: bool(page.driver.execute_script(loaded)), "the font")
    assert page.driver.execute_script(others) == []


def test_the_page_can_be_read_aloud(page: Page) -> None:
    page.ask(DUE)
    for control in [*page.all("button"), *page.all("textarea"), *page.all("input")]:
        if control.is_displayed():
            assert control.accessible_name, control.get_attribute("outerHTML")
    assert page.all("[role=log][aria-live=polite]")


def test_pages_do_not_offer_their_handlers_as_an_api(program: Served) -> None:
    with direct.open(f"{program.url}/gradio_api/info", timeout=60) as answer:
        described = json.load(answer)
    assert described["named_endpoints"] == {}
    assert described["unnamed_endpoints"] == {}
