"""What a device keeps of a placemat: while one is offline, when it is shared, and when one signs out."""

import re
from datetime import timedelta
from uuid import uuid4

from django.utils.timezone import now
from playwright.sync_api import Page, expect

from collectives.models import Program
from ilc.tenancy.scope import program_scope
from inquiry.models import Document, Placemat
from tests.browser import CODE, Live, follow, sign_in_as
from tests.databases import pointing_to
from tests.journeys.conftest import Open
from tests.journeys.sheet import AMARA, READING, RENEE, add, both_there, joined, open_placemat, saved, write

STORES = "indexedDB.databases().then(all => all.map(one => one.name))"


def offline(page: Page) -> None:
    """The network goes away; the page notices and says so."""
    page.context.set_offline(True)
    expect(page.locator("#placemat")).to_have_attribute("data-live", "offline")


def test_words_written_offline_outlive_the_page_and_come_back_merged(opened: Open) -> None:
    amara, renee = both_there(opened)
    write(renee, "will_adjust", "Start.")
    expect(amara.locator("#t-will_adjust")).to_have_value("Start.")
    address = amara.url

    offline(amara)
    add(amara, "will_adjust", " Written on a train.")
    expect(amara.locator("#saved")).to_have_text("Not saved yet")
    expect(amara.locator("#live-note")).to_contain_text("Not saved yet: you are offline, we keep it on this device")
    renee.locator("#t-will_adjust").press("ControlOrMeta+Home")
    renee.keyboard.type("Meanwhile. ")
    saved(renee)
    amara.close(run_before_unload=False)
    context = amara.context
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)

    saved(again)
    expect(again.locator("#t-will_adjust")).to_have_value("Meanwhile. Start. Written on a train.")
    expect(renee.locator("#t-will_adjust")).to_have_value("Meanwhile. Start. Written on a train.")


def test_back_on_the_network_everything_is_sent_within_a_second(opened: Open) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    open_placemat(page)
    write(page, "went_well", "One.")
    offline(page)
    add(page, "went_well", " Two.")

    page.context.set_offline(False)

    expect(page.locator("#placemat")).to_have_attribute("data-saved", "yes", timeout=1_000)
    saved(page)
    page.reload()
    expect(page.locator("#t-went_well")).to_have_value("One. Two.")


def test_two_tabs_of_one_person_are_one_person(opened: Open) -> None:
    first = opened()
    sign_in_as(first, AMARA)
    open_placemat(first)
    second = first.context.new_page()
    second.goto(first.url)
    joined(second)

    add(first, "so_that", " In the first tab.")

    expect(second.locator("#t-so_that")).to_have_value(re.compile(r" In the first tab\.$"))
    add(second, "so_that", " In the second.")
    expect(first.locator("#t-so_that")).to_have_value(re.compile(r" In the first tab\. In the second\.$"))
    assert first.locator("#rings .av").count() == 1
    saved(first)
    saved(second)


def test_a_shared_device_keeps_nothing_and_the_page_asks_before_it_closes(opened: Open, live: Live) -> None:
    page = opened()
    page.goto("/accounts/login/")
    page.locator("input[name=shared]").first.check()
    sign_in_by_code_on_shared(page, live)
    open_placemat(page)
    assert page.evaluate(STORES) == []

    offline(page)
    add(page, "went_less_well", " Only here.")

    expect(page.locator("#live-note")).to_contain_text("Please keep this page open")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.context.set_offline(False)
    saved(page)


def sign_in_by_code_on_shared(page: Page, live: Live) -> None:
    """As `sign_in_by_code`, with the box ticked that others use this device."""
    page.locator('input[name="email"]').first.fill("darnell.whitfield@demo.example")
    page.locator("form:has(input[name=email]) button").first.click()
    code = re.search(CODE, live.newest_mail("darnell.whitfield@demo.example", about=CODE))
    assert code
    page.locator('input[name="code"]').fill(code.group(1))
    page.locator("#code-form button").click()
    page.wait_for_url(re.compile(r"/p/|/programs/"))


def test_signing_out_takes_away_what_the_device_kept_and_asks_when_words_wait(opened: Open) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    open_placemat(page)
    assert len(page.evaluate(STORES)) == 1
    page.context.route("**/live?**", lambda route: route.abort())
    offline(page)
    add(page, "priority", " Waiting.")
    expect(page.locator("#saved")).to_have_text("Not saved yet")
    page.wait_for_timeout(200)
    page.close(run_before_unload=False)
    other = page.context.new_page()
    page.context.set_offline(False)
    other.goto("/p/fundy-shore/collectives/")

    sign_out(other)
    expect(other.locator("#confirm")).to_contain_text("have not reached the server")
    other.get_by_role("button", name="Go back, change nothing").click()
    assert len(other.evaluate(STORES)) == 1
    sign_out(other)
    other.locator("#confirm [data-yes]").click()
    other.wait_for_url(lambda url: "/p/" not in url)

    assert other.evaluate(STORES) == []


def sign_out(page: Page) -> None:
    page.locator(".me summary").click()
    page.locator(".me").get_by_role("button", name="Sign out").click()


def test_words_for_a_document_that_was_reset_are_shown_and_not_merged(opened: Open, worker_name: str) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    open_placemat(page)
    write(page, "system_goal", "Goal 2.")
    offline(page)
    add(page, "system_goal", " Never sent.")
    page.wait_for_timeout(200)
    reset_document(worker_name)
    page.context.set_offline(False)

    expect(page.locator("#left-behind")).to_contain_text("Goal 2. Never sent.")
    expect(page.locator("#live-note")).to_contain_text("was set back on the server")
    assert not page.locator("#t-system_goal").is_editable()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#left-behind")).to_contain_text("Goal 2. Never sent.")
    expect(page.locator("#left-behind")).to_contain_text("never reached the server")
    joined(page)
    expect(page.locator("#t-system_goal")).to_have_value("Goal 2.")
    page.get_by_role("button", name="I have what I need").click()
    expect(page.locator("#left-behind")).to_be_hidden()
    page.reload()
    joined(page)
    expect(page.locator("#left-behind")).to_be_hidden()
    assert len(page.evaluate(STORES)) == 1


def reset_document(worker_name: str) -> None:
    """As after a restore: the same words, and another document."""
    with pointing_to(f"live_{worker_name}"):
        program = Program.objects.get(slug="fundy-shore")
        with program_scope(program.pk):
            placemat = Placemat.objects.get(cycle__collective__name=READING, leader=None)
            Document.objects.filter(placemats=placemat).update(epoch=uuid4())


def test_a_device_without_room_says_so_and_the_words_go_on(opened: Open) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": re.sub(r"(//[^/]+)/.*", r"\1", page.url), "quotaSize": 1})
    open_placemat(page)

    add(page, "then", " Without room.")

    expect(page.locator("#live-note")).to_contain_text("This device has no room left")
    saved(page)
    page.reload()
    expect(page.locator("#t-then")).to_have_value(re.compile(r"Without room\.$"))


def test_a_clock_that_is_a_day_off_moves_nothing(opened: Open) -> None:
    early, late = opened(), opened()
    sign_in_as(early, AMARA)
    sign_in_as(late, RENEE)
    late.clock.set_system_time(now() + timedelta(days=1))
    open_placemat(early)
    open_placemat(late)

    write(late, "went_well", "From tomorrow.")
    expect(early.locator("#t-went_well")).to_have_value("From tomorrow.")
    add(early, "went_well", " From today.")
    expect(late.locator("#t-went_well")).to_have_value("From tomorrow. From today.")
    add(late, "went_well", " And on.")

    for page in (early, late):
        expect(page.locator("#t-went_well")).to_have_value("From tomorrow. From today. And on.")
        saved(page)
    expect(early.locator("#here-words")).to_contain_text("Renée is in What went well")
    expect(late.locator("#here-words")).to_contain_text("Amara is in What went well")
    follow(early.get_by_role("navigation", name="This collective").get_by_role("link", name="History"))
    newest = early.locator("#history .hist-day h3").first
    assert (newest.get_attribute("id") or "") <= f"day-{now():%Y-%m-%d}"
