"""Naming and releasing the facilitators of a collective."""

from collectives.models import Facilitator, Role
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain


def facilitators(shore) -> str:
    return f"collectives/{shore.collective.pk}/facilitators/"


def test_only_an_admin_names_facilitators(shore):
    assert shore.answers(facilitators(shore)) == {
        "admin": 200,
        "coordinator": 403,
        "other_coordinator": 404,
        "facilitator": 403,
        "member": 403,
        "outsider": 404,
        "stranger": 404,
    }


def test_who_holds_the_role_is_listed_first(shore):
    with program_scope(shore.program_pk):
        shore.outsider.grants.update(role=Role.FACILITATOR)

    response = shore.sign_in("admin").get(shore.url(facilitators(shore)), headers=HTMX)

    assert next(person.name for person in response.context["people"]) == "Nguyễn Thị Hồng"
    assert response.content.decode().strip().startswith('<div id="facilitators">')


def test_the_role_is_offered_in_the_same_step(shore):
    client, chosen = shore.sign_in("admin"), {"participant": str(shore.outsider.pk)}

    refused = client.post(shore.url(facilitators(shore)), chosen)
    named = client.post(shore.url(facilitators(shore)), chosen | {"giving_role": "on"})

    assert refused.status_code == 422
    assert f'value="{shore.outsider.pk}" checked' in plain(refused)
    assert named.status_code == 302
    with program_scope(shore.program_pk):
        assert Facilitator.objects.filter(participant=shore.outsider, left_at=None).exists()


def test_a_release_can_be_undone(shore):
    client = shore.sign_in("admin")
    with program_scope(shore.program_pk):
        named = Facilitator.objects.get()

    after = client.post(shore.url(f"{facilitators(shore)}{named.pk}/release/"), follow=True)
    client.post(shore.url(f"{facilitators(shore)}{named.pk}/restore/"))

    assert "Renée Thériault no longer guides this collective." in plain(after)
    with program_scope(shore.program_pk):
        assert shore.collective.facilitators.filter(left_at=None).count() == 1


def test_an_undo_nobody_needs_is_refused(shore):
    with program_scope(shore.program_pk):
        named = Facilitator.objects.get()

    response = shore.sign_in("admin").post(shore.url(f"{facilitators(shore)}{named.pk}/restore/"))

    assert response.status_code == 422
    assert "Renée Thériault guides Ask them already." in plain(response)


def test_others_do_not_release(shore):
    with program_scope(shore.program_pk):
        named = Facilitator.objects.get()
    paths = [f"{facilitators(shore)}{named.pk}/{verb}/" for verb in ("release", "restore")]

    answers = {
        (name, path): shore.sign_in(name).post(shore.url(path)).status_code
        for name in ("member", "stranger")
        for path in paths
    }

    assert list(answers.values()) == [403, 403, 404, 404]
