"""Where a hand would be welcome: for program staff, in words, and what a facilitator sees of it."""

import pytest
from django.utils import timezone

from collectives.models import Participant, Role
from facilitation.models import Help, SupportFlag
from facilitation.operations.support_flag import raise_flag
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_participant, make_school, name_facilitator, seat

HTMX = {"HX-Request": "true"}
STAFF_ONLY = [("member", 403), ("facilitator", 403), ("stranger", 404), ("former", 404)]


def base(scene: Scene) -> str:
    return f"/p/{scene.program.slug}"


def of(scene: Scene, tail: str = "") -> str:
    return f"{base(scene)}/collectives/{scene.collective.pk}/support/{tail}"


@pytest.fixture
def flag(scene: Scene) -> SupportFlag:
    with program_scope(scene.program.pk):
        words = "Two schools joined late"
        return raise_flag(scene.collective, words=words, kinds=["visit"], by=scene.admin, now=timezone.now())


def help_words(scene: Scene, flag: SupportFlag, **fields: object) -> dict[str, object]:
    return {
        "text": "I sit in on the next session",
        "kind": "colleague",
        "given_on": timezone.localdate().isoformat(),
        "addressed_to": scene.facilitator.pk,
        "flag": flag.pk,
        "next_step": "Call on Monday",
    } | fields


def test_staff_read_reasons_and_what_could_help_by_the_collectives_name(scene: Scene, flag: SupportFlag) -> None:
    with program_scope(scene.program.pk):
        for name in ("Ask them", "Zone of calm"):
            other = make_collective(name)
            raise_flag(other, words="Later", kinds=[], by=scene.admin, now=timezone.now())

    text = scene.client("admin").get(f"{base(scene)}/support/").text

    assert "Two schools joined late" in text
    assert "a visit" in text
    assert text.index("Ask them") < text.index("Reading with meaning") < text.index("Zone of calm")


def test_a_coordinator_sees_those_of_their_region(scene: Scene, flag: SupportFlag) -> None:
    with program_scope(scene.program.pk):
        far = make_school("Far", district="Valley", region="Valley").district.region
        other = make_participant(role=Role.COORDINATOR, region=far)
        scene.stranger = other

    answers = {who: scene.client(who).get(f"{base(scene)}/support/").text for who in ("coordinator", "stranger")}

    assert "Two schools joined late" in answers["coordinator"]
    assert "Nobody has a hand up at the moment" in answers["stranger"]
    assert "Two schools" not in answers["stranger"]


def test_the_kind_of_help_that_was_wished_for_is_chosen_already(scene: Scene, flag: SupportFlag) -> None:
    form = scene.client("admin").get(of(scene)).context["form"]

    assert (form["kind"].value(), 'value="visit" selected' in " ".join(str(form["kind"]).split())) == ("visit", True)


@pytest.mark.parametrize("who", ["member", "facilitator", "stranger"])
def test_the_list_is_for_staff(scene: Scene, flag: SupportFlag, who: str) -> None:
    assert scene.client(who).get(f"{base(scene)}/support/").status_code == 403


@pytest.mark.parametrize(("who", "status"), STAFF_ONLY)
@pytest.mark.parametrize("tail", ["", "raise/"])
def test_nobody_else_opens_a_collectives_support(
    scene: Scene, flag: SupportFlag, tail: str, who: str, status: int
) -> None:
    client = scene.client(who)

    assert (client.get(of(scene, tail)).status_code, client.post(of(scene, tail)).status_code) == (status, status)


@pytest.mark.parametrize("who", ["member", "facilitator", "stranger", "former"])
def test_a_flag_does_not_exist_for_anybody_else(scene: Scene, flag: SupportFlag, who: str) -> None:
    url = f"{base(scene)}/support/{flag.pk}/lower/"

    assert (scene.client(who).get(url).status_code, scene.client(who).post(url, {"why": "x"}).status_code) == (404, 404)


def test_staff_who_sit_there_see_no_flag_of_it(scene: Scene, flag: SupportFlag) -> None:
    with program_scope(scene.program.pk):
        seat(scene.collective, scene.coordinator)

    assert scene.client("coordinator").get(of(scene)).status_code == 403
    assert "Two schools" not in scene.client("coordinator").get(f"{base(scene)}/support/").text


def test_help_is_written_down_and_its_facilitator_reads_it_without_the_reason(scene: Scene, flag: SupportFlag) -> None:
    log = scene.client("coordinator").post(of(scene), help_words(scene, flag), follow=True)
    going = scene.client("facilitator").get(f"{base(scene)}/collectives/{scene.collective.pk}/going/").text

    assert "It stands in the log" in log.text
    assert ("I sit in on the next session" in going, "Call on Monday" in going) == (True, True)
    assert "Two schools joined late" not in going


def test_a_note_among_staff_stays_among_staff(scene: Scene, flag: SupportFlag) -> None:
    scene.client("coordinator").post(of(scene), help_words(scene, flag, addressed_to=""))

    going = scene.client("facilitator").get(f"{base(scene)}/collectives/{scene.collective.pk}/going/").text

    assert "I sit in" not in going
    assert "I sit in" in scene.client("admin").get(of(scene)).text


def test_what_was_offered_to_one_is_not_shown_to_another_who_guides(scene: Scene, flag: SupportFlag) -> None:
    scene.client("coordinator").post(of(scene), help_words(scene, flag))
    with program_scope(scene.program.pk):
        beside = make_participant("Tomás Echeverría", role=Role.FACILITATOR)
        name_facilitator(scene.collective, beside)
        scene.stranger = beside

    going = scene.client("stranger").get(f"{base(scene)}/collectives/{scene.collective.pk}/going/").text

    assert "I sit in" not in going


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"text": ""}, "A sentence is plenty"), ({"given_on": "1026-11-26"}, "Which year is it")],
)
def test_what_was_typed_stays_when_it_is_refused(
    scene: Scene, flag: SupportFlag, fields: dict[str, str], said: str
) -> None:
    answer = scene.client("admin").post(of(scene), help_words(scene, flag, **fields), headers=HTMX)

    assert answer.status_code == 422
    assert said in answer.text
    assert "Call on Monday" in answer.text
    assert "<html" not in answer.text


def test_help_can_only_be_addressed_to_who_guides_it(scene: Scene, flag: SupportFlag) -> None:
    answer = scene.client("admin").post(of(scene), help_words(scene, flag, addressed_to=scene.member.pk))

    assert answer.status_code == 422
    with program_scope(scene.program.pk):
        assert not Help.objects.exists()


def test_a_reason_is_settled_and_what_became_of_it_stays(scene: Scene, flag: SupportFlag) -> None:
    url = f"{base(scene)}/support/{flag.pk}/lower/"

    open_question = scene.client("coordinator").get(url)
    settled = scene.client("coordinator").post(url, {"why": "Renée sat in twice."}, follow=True)
    again = scene.client("admin").post(url, {"why": "Once more"})

    assert "Two schools joined late" in open_question.text
    assert ("Renée sat in twice." in settled.text, "No hand is up." in settled.text) == (True, True)
    assert (again.status_code, "settled already" in again.text) == (422, True)
    assert "Renée sat in twice." in scene.client("admin").get(f"{base(scene)}/support/").text


def test_an_empty_reason_is_refused(scene: Scene) -> None:
    assert scene.client("admin").post(of(scene, "raise/"), {"words": " "}, headers=HTMX).status_code == 422


def test_staff_raise_a_hand_themselves(scene: Scene) -> None:
    answer = scene.client("coordinator").post(
        of(scene, "raise/"), {"words": "The room is gone", "kinds": ["time"]}, follow=True
    )

    assert "The room is gone" in answer.text
    assert "time set free" in answer.text


def test_home_shows_it_to_staff_until_somebody_answers(scene: Scene, flag: SupportFlag) -> None:
    home, title = f"{base(scene)}/", "See where a hand would help"

    before = {who: title in scene.client(who).get(home).text for who in ("coordinator", "facilitator", "member")}
    scene.client("admin").post(of(scene), help_words(scene, flag))
    after = title in scene.client("coordinator").get(home).text

    assert (before, after) == ({"coordinator": True, "facilitator": False, "member": False}, False)


def test_each_rule_has_words(scene: Scene) -> None:
    facts = {
        "not_held": {"days": ["2026-10-17", "2026-11-16"]},
        "few_came": {"sessions": [{"day": "2026-10-17", "came": 4, "seats": 10}, {"day": "2026-11-16"}]},
        "unmoved": {"since": "2026-09-26"},
        "wished": {"wishes": [{"by": str(scene.facilitator.pk), "key": "k", "kinds": ["visit"]}]},
    }
    with program_scope(scene.program.pk):
        for rule, seen in facts.items():
            SupportFlag.objects.create(collective=scene.collective, rule=rule, facts=seen, raised_at=timezone.now())

    text = " ".join(scene.client("admin").get(of(scene)).text.split())

    for words in (
        "Two sessions did not take place, on 17 October 2026 and 16 November 2026.",
        "On 17 October 2026 and 16 November 2026 fewer than half of the members could be there.",
        "The placemat has not moved since 26 September 2026, though the group has met.",
        "Renée Thériault would welcome a hand, and says so after a session.",
    ):
        assert words in text


def test_who_left_the_program_leaves_no_gap(scene: Scene, flag: SupportFlag) -> None:
    with program_scope(scene.program.pk):
        Participant.objects.filter(pk=scene.facilitator.pk).update(left_at=timezone.now())

    assert scene.client("admin").get(of(scene)).status_code == 200
