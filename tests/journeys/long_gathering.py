"""A room answers an exit ticket on phones: with bad Wi-Fi, in French without scripts; nobody sees what they say."""

from playwright.sync_api import expect

from tests.browser import follow, look_over, sign_in_as
from tests.journeys.conftest import Open


def test_a_room_answers_on_its_phones(opened: Open) -> None:
    host = opened()
    sign_in_as(host, "renee.theriault@demo.example")
    host.goto("/p/fundy-shore/gatherings/new/")
    look_over(host)
    follow(host.locator("button[value=exit_ticket]"))
    look_over(host)
    host.get_by_role("link", name="Open it").click()
    expect(host.get_by_text("No mail goes out.")).to_be_visible()
    follow(host.get_by_role("button", name="Open it"))
    look_over(host)
    code = host.locator(".wall-code").inner_text()

    phone = opened(phone=True)
    phone.goto("/g/")
    look_over(phone)
    phone.get_by_label("Code").fill(code.lower())
    follow(phone.get_by_role("button", name="Go on"))
    look_over(phone)
    phone.get_by_label("What will you try").fill("Half a thought about planning")
    phone.get_by_label("4", exact=True).check()
    phone.reload()
    expect(phone.get_by_text("What you had typed on this device is back.")).to_be_visible()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_text("You are offline.")).to_be_visible()
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_role("heading", name="Your answers have arrived")).to_be_visible()
    assert phone.evaluate("localStorage.length") == 0
    look_over(phone)
    phone.go_back()
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_role("heading", name="Your answers have arrived")).to_be_visible()

    plain = opened(phone=True, scripts=False)
    plain.goto(f"/g/{code}/")
    plain.get_by_label("What will you try").fill("Une visite par semaine")
    plain.get_by_role("button", name="FR Français").click()
    expect(plain.get_by_label("Qu’allez-vous essayer")).to_have_value("Une visite par semaine")
    plain.get_by_role("button", name="Envoyer mes réponses").click()
    expect(plain.get_by_role("heading", name="Vos réponses sont arrivées")).to_be_visible()

    expect(host.locator("#count b")).to_have_text("2")
    host.get_by_role("link", name="Close it").click()
    expect(host.get_by_text("all answers are written anew in random order")).to_be_visible()
    host.get_by_role("button", name="Close it for good").click()
    expect(host.get_by_text("Fewer than 5 people answered, so nothing is shown")).to_be_visible()
