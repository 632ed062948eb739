"""When the way to the server is barred, when a session ends, when a right is taken away: no word goes unseen."""

import re

from playwright.sync_api import Page, WebSocketRoute, expect

from collectives.models import Participant, Program, Seat
from ilc.tenancy.scope import program_scope
from tests.browser import sign_in_as
from tests.databases import pointing_to
from tests.journeys.conftest import Open
from tests.journeys.sheet import AMARA, RENEE, add, open_placemat, saved, write


def bar_sockets(page: Page) -> None:
    """As a school's proxy does that knows no sockets."""

    def close(route: WebSocketRoute) -> None:
        route.close()

    page.context.route_web_socket(re.compile("/live"), close)


def test_where_no_socket_gets_through_the_form_saves_and_nothing_is_there_twice(opened: Open) -> None:
    barred, other = opened(), opened()
    sign_in_as(barred, AMARA)
    sign_in_as(other, RENEE)
    open_placemat(other)
    write(other, "system_goal", "Goal 2.")
    bar_sockets(barred)
    barred.goto(other.url)
    expect(barred.locator("#saved")).to_have_text("Connecting")

    add(barred, "system_goal", " From behind a proxy.")
    expect(barred.locator("#saved")).to_have_text("Not saved yet")
    expect(barred.locator("#live-note")).to_contain_text("press Save", timeout=15_000)
    barred.get_by_role("button", name="Save", exact=True).click()

    expect(barred.locator("main")).to_contain_text("Saved.")
    expect(barred.locator("#t-system_goal")).to_have_value("Goal 2. From behind a proxy.")
    expect(other.locator("#t-system_goal")).to_have_value("Goal 2. From behind a proxy.")
    saved(other)


def test_words_typed_before_the_page_is_connected_are_there_once(opened: Open) -> None:
    page, other = opened(), opened()
    sign_in_as(page, AMARA)
    sign_in_as(other, RENEE)
    open_placemat(other)
    write(other, "went_well", "First.")
    barred = [True]

    def gate(route: WebSocketRoute) -> None:
        if barred:
            route.close()
        else:
            route.connect_to_server()

    page.context.route_web_socket(re.compile("/live"), gate)
    page.goto(other.url)
    expect(page.locator("#placemat")).to_have_attribute("data-live", "connecting")

    add(page, "went_well", " Early words.")
    other.locator("#t-went_well").press("ControlOrMeta+Home")
    other.keyboard.type("Theirs. ")
    saved(other)
    barred.clear()

    expect(page.locator("#placemat")).to_have_attribute("data-live", "connected", timeout=12_000)
    saved(page)
    for window in (page, other):
        expect(window.locator("#t-went_well")).to_have_value("Theirs. First. Early words.")


def test_a_connection_that_died_unseen_is_found_out_and_made_anew(opened: Open) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    silent: list[bool] = []
    sockets: list[WebSocketRoute] = []

    def gate(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        number = len(sockets)
        sockets.append(route)
        route.on_message(lambda said: None if number == 0 and silent else server.send(said))

    page.context.route_web_socket(re.compile("/live"), gate)
    open_placemat(page)

    silent.append(True)  # nothing is closed; nothing gets through
    add(page, "went_less_well", " Into the void.")
    expect(page.locator("#saved")).to_have_text("Saving")

    expect(page.locator("#placemat")).to_have_attribute("data-saved", "yes", timeout=15_000)
    assert len(sockets) == 2
    saved(page)
    page.reload()
    expect(page.locator("#t-went_less_well")).to_have_value(re.compile(r"[^.]* Into the void\.$"))


def test_a_session_that_ends_is_told_and_the_words_wait_for_the_same_person(opened: Open) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    open_placemat(page)
    write(page, "will_adjust", "Kept.")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(True)
    add(page, "will_adjust", " After the session.")
    page.context.set_offline(False)

    expect(page.locator("#live-note")).to_contain_text("You are signed out.")
    expect(page.get_by_role("link", name="Sign in again")).to_be_visible()
    expect(page.locator("#saved")).to_have_text("Not saved yet")
    other = page.context.new_page()
    sign_in_as(other, RENEE)
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    expect(page.locator("#live-note")).to_contain_text("You are signed out.")  # these words are not hers
    page.context.clear_cookies(name="sessionid")
    page.context.add_cookies([one for one in cookies if one["name"] == "sessionid"])  # type: ignore[list-item]
    page.evaluate("window.dispatchEvent(new Event('online'))")

    saved(page)
    expect(page.locator("#live-note")).to_be_hidden()
    page.reload()
    expect(page.locator("#t-will_adjust")).to_have_value("Kept. After the session.")


def test_whose_right_is_taken_away_sees_the_words_that_could_not_be_saved(opened: Open, worker_name: str) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    open_placemat(page)
    page.context.set_offline(True)
    expect(page.locator("#placemat")).to_have_attribute("data-live", "offline")
    add(page, "priority", " Too late.")
    give_seat(worker_name, taken=True)
    try:
        page.context.set_offline(False)

        expect(page.locator("#live-note")).to_contain_text("You can no longer write here.")
        expect(page.locator("#left-behind")).to_contain_text("Too late.")
        expect(page.locator("#saved")).to_have_text("Not saved yet")
        assert not page.locator("#t-priority").is_editable()
        page.wait_for_timeout(200)
        assert page.evaluate("indexedDB.databases()") == []
    finally:
        give_seat(worker_name, taken=False)


def give_seat(worker_name: str, *, taken: bool) -> None:
    """Amara leaves the collective, or is back in it."""
    with pointing_to(f"live_{worker_name}"):
        program = Program.objects.get(slug="fundy-shore")
        with program_scope(program.pk):
            amara = Participant.objects.get(email=AMARA)
            seat = Seat.objects.filter(participant=amara, collective__name__startswith="Reading").latest("seated_at")
            seat.left_at = seat.seated_at if taken else None
            seat.save(update_fields=["left_at"])
