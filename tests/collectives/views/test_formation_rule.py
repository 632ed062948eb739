"""Rules of a formation, as an admin sets them."""

from collectives.models import FormationRule, Participant, Position
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import plain
from tests.collectives.views.formations import Asking, asking
from tests.make import make_participant
from tests.make_formation import make_ballot

__all__ = ["asking"]


def rule(asking: Asking, *people: Participant, **more) -> dict:
    return {"act": "set", "kind": "apart", "reason": "", "people": [str(one.pk) for one in people]} | more


def rules(asking: Asking) -> list[tuple]:
    with program_scope(asking.shore.program_pk):
        return [
            (one.kind, bool(one.ended_at), sorted(person.participant.name for person in one.people.all()))
            for one in FormationRule.objects.order_by("set_at")
        ]


def test_only_admins_see_the_rules(asking: Asking):
    assert asking.shore.sign_in("coordinator").get(asking.url("rules/")).status_code == 403


def test_people_are_found_and_stay_ticked_while_one_finds_the_next(asking: Asking):
    client, shore = asking.shore.sign_in("admin"), asking.shore

    page = plain(client.post(asking.url("rules/"), rule(asking, shore.member, act="find", q="nguyễn", reason="why")))

    assert f'value="{shore.member.pk}" checked' in page
    assert f'value="{shore.outsider.pk}"' in page
    assert ('value="why"' in page, rules(asking)) == (True, [])


def test_a_rule_is_set_ended_and_brought_back(asking: Asking):
    client, shore = asking.shore.sign_in("admin"), asking.shore
    client.post(asking.url("rules/"), rule(asking, shore.member, shore.outsider, reason="siblings"))
    with program_scope(shore.program_pk):
        pk = FormationRule.objects.get().pk

    ended = plain(client.post(asking.url(f"rules/{pk}/end/"), follow=True))
    client.post(asking.url(f"rules/{pk}/restore/"))

    names = ["Amara Okafor", "Nguyễn Thị Hồng"]
    assert "The rule about Amara Okafor, Nguyễn Thị Hồng no longer holds." in ended
    assert rules(asking) == [("apart", True, names), ("apart", False, names)]


def test_a_rule_about_one_person_is_refused_and_keeps_who_was_ticked(asking: Asking):
    response = asking.shore.sign_in("admin").post(asking.url("rules/"), rule(asking, asking.shore.member))

    page = plain(response)
    assert (response.status_code, "A rule is about two people or more." in page) == (422, True)
    assert f'value="{asking.shore.member.pk}" checked' in page


def test_nobody_ticked_is_asked_for(asking: Asking):
    response = asking.shore.sign_in("admin").post(asking.url("rules/"), rule(asking))

    assert (response.status_code, "Find people and tick two or more." in plain(response)) == (422, True)


def test_rules_that_contradict_each_other_are_refused_in_words(asking: Asking):
    client, shore = asking.shore.sign_in("admin"), asking.shore
    client.post(asking.url("rules/"), rule(asking, shore.member, shore.outsider))

    response = client.post(asking.url("rules/"), rule(asking, shore.member, shore.outsider, kind="together"))

    assert response.status_code == 422
    assert "Amara Okafor and Nguyễn Thị Hồng are kept apart. They cannot be kept together too." in plain(response)


def test_eleven_people_kept_together_are_refused_in_words(asking: Asking):
    with program_scope(asking.shore.program_pk):
        people = [make_participant() for _ in range(11)]

    response = asking.shore.sign_in("admin").post(asking.url("rules/"), rule(asking, *people, kind="together"))

    assert response.status_code == 422
    assert "11 people cannot sit in one collective of 10" in plain(response)


def test_a_rule_that_cannot_come_back_says_why(asking: Asking):
    client, shore = asking.shore.sign_in("admin"), asking.shore
    client.post(asking.url("rules/"), rule(asking, shore.member, shore.outsider))
    with program_scope(shore.program_pk):
        pk = FormationRule.objects.get().pk
    client.post(asking.url(f"rules/{pk}/end/"))
    client.post(asking.url("rules/"), rule(asking, shore.member, shore.outsider, kind="together"))

    response = client.post(asking.url(f"rules/{pk}/restore/"))

    assert (response.status_code, "cannot be kept together too" in plain(response)) == (422, True)


def test_rules_come_from_a_list_of_e_mails(asking: Asking):
    shore, third = asking.shore, "third@example.org"
    with program_scope(shore.program_pk):
        make_participant("Third", email=third)
    lines = f"{shore.member.email}, {third}\n\n{shore.member.email.upper()}; {shore.outsider.email}\n"

    response = shore.sign_in("admin").post(
        asking.url("rules/list/"), {"kind": "apart", "reason": "", "lines": lines}, follow=True
    )

    assert "2 rules are set." in plain(response)
    assert [people for _kind, _ended, people in rules(asking)] == [
        ["Amara Okafor", "Third"],
        ["Amara Okafor", "Nguyễn Thị Hồng"],
    ]


def test_an_e_mail_that_nobody_has_is_named_with_its_line_and_nothing_is_set(asking: Asking):
    lines = f"{asking.shore.member.email} {asking.shore.outsider.email}\n{asking.shore.member.email} no@example.org"

    response = asking.shore.sign_in("admin").post(asking.url("rules/list/"), {"kind": "apart", "lines": lines})

    page = plain(response)
    assert "Line 2: nobody here has the e-mail no@example.org." in page
    assert (response.status_code, "no@example.org</textarea>" in page, rules(asking)) == (422, True, [])


def test_suggested_pairs_are_ticked_and_set_only_when_one_presses(asking: Asking):
    client, shore = asking.shore.sign_in("admin"), asking.shore
    with program_scope(shore.program_pk):
        boss = make_participant("Boss", position=Position.SUPERINTENDENT, district=shore.school.district)
        make_ballot(asking.formation(), boss)

    hint = plain(client.get(asking.url("rules/")))
    shown = plain(client.get(asking.url("rules/suggested/")))
    before = rules(asking)
    pair = f"{boss.pk}:{shore.member.pk}"
    client.post(asking.url("rules/suggested/"), {"pairs": [pair], "reason": "evaluates them"})

    assert ("Superintendents beside their principals?" in hint, f'value="{pair}" checked' in shown) == (True, True)
    assert (before, rules(asking)) == ([], [("apart", False, ["Amara Okafor", "Boss"])])


def test_no_pair_ticked_is_asked_for(asking: Asking):
    assert asking.shore.sign_in("admin").post(asking.url("rules/suggested/"), {}).status_code == 422


def test_once_it_is_formed_rules_are_only_read(asking: Asking):
    asking.change(state="accepted")

    page = plain(asking.shore.sign_in("admin").get(asking.url("rules/")))
    response = asking.shore.sign_in("admin").post(
        asking.url("rules/"), rule(asking, asking.shore.member, asking.shore.outsider)
    )

    assert ("Set a rule" in page, response.status_code) == (False, 422)
