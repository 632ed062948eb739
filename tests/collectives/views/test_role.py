"""Giving and taking the roles of one participant."""

from collectives.models import Role
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain


def roles(shore) -> str:
    return f"participants/{shore.member.pk}/roles/"


def test_only_an_admin_gives_roles(shore):
    assert shore.answers(roles(shore)) == {
        "admin": 200,
        "coordinator": 403,
        "other_coordinator": 404,
        "facilitator": 403,
        "member": 403,
        "outsider": 404,
        "stranger": 404,
    }


def test_a_role_is_given(shore):
    region = shore.school.district.region

    response = shore.sign_in("admin").post(shore.url(roles(shore)), {"role": "coordinator", "region": region.pk})

    assert response.status_code == 302
    with program_scope(shore.program_pk):
        assert shore.member.grants.get(role=Role.COORDINATOR).region_id == region.pk


def test_a_coordinator_without_a_region_is_refused(shore):
    response = shore.sign_in("admin").post(shore.url(roles(shore)), {"role": "coordinator"}, headers=HTMX)

    assert response.status_code == 422
    assert "Which region does Amara Okafor coordinate?" in plain(response)
    assert response.content.decode().strip().startswith('<div id="roles">')


def test_a_role_is_taken_and_the_taking_undone(shore):
    client = shore.sign_in("admin")
    with program_scope(shore.program_pk):
        grant = shore.member.grants.get()

    after = client.post(shore.url(f"{roles(shore)}{grant.pk}/take/"), follow=True)
    client.post(shore.url(f"{roles(shore)}{grant.pk}/restore/"))

    assert "The role is taken: leader." in plain(after)
    with program_scope(shore.program_pk):
        assert [g.taken_at is None for g in shore.member.grants.order_by("given_at")] == [False, True]


def test_the_last_admins_role_stays(shore):
    with program_scope(shore.program_pk):
        grant = shore.admin.grants.get()

    response = shore.sign_in("admin").post(shore.url(f"participants/{shore.admin.pk}/roles/{grant.pk}/take/"))

    assert response.status_code == 422
    assert "Inès Arsenault is the only admin." in plain(response)


def test_an_undo_nobody_needs_is_refused(shore):
    with program_scope(shore.program_pk):
        grant = shore.member.grants.get()

    response = shore.sign_in("admin").post(shore.url(f"{roles(shore)}{grant.pk}/restore/"))

    assert response.status_code == 422


def test_others_take_no_roles(shore):
    with program_scope(shore.program_pk):
        grant = shore.member.grants.get()

    answers = [
        shore.sign_in(name).post(shore.url(f"{roles(shore)}{grant.pk}/{verb}/")).status_code
        for name in ("member", "stranger")
        for verb in ("take", "restore")
    ]

    assert answers == [403, 403, 404, 404]
