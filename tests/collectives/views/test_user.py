"""A person's own settings."""

import re

import pytest
from django.test import Client

from collectives.models import Participant, ParticipantChange, Program, User
from ilc.tenancy.scope import program_scope
from tests.make import make_participant

PROFILE = {"name": "Zoé Lefèvre-Roy", "language": "fr", "time_zone": "America/Moncton"}


@pytest.fixture
def person(program: Program, other_program: Program) -> User:
    """Somebody in two programs."""
    with program_scope(program.pk):
        user = make_participant("Zoé Lefèvre").user
    with program_scope(other_program.pk):
        make_participant("Zoé Lefèvre", email=user.email, user=user)
    return user


def test_a_name_changes_in_every_program_one_is_in(
    client: Client, person: User, program: Program, other_program: Program
) -> None:
    client.force_login(person)

    response = client.post("/profile/", PROFILE)

    names = []
    for one in (program, other_program):
        with program_scope(one.pk):
            names.append(list(Participant.objects.values_list("name", "language")))
    person.refresh_from_db()
    assert response["Location"] == "/profile/"
    assert names == [[("Zoé Lefèvre-Roy", "fr")]] * 2
    assert (person.name, person.language, person.time_zone) == tuple(PROFILE.values())


def test_what_one_was_called_before_stays_as_history(client: Client, person: User, program: Program) -> None:
    client.force_login(person)

    for _ in range(2):
        client.post("/profile/", PROFILE)

    with program_scope(program.pk):
        changes = [(change.what, change.was) for change in ParticipantChange.objects.all()]
    assert changes == [("edited", {"name": "Zoé Lefèvre", "language": "en"})]


def test_others_keep_their_names(client: Client, person: User, program: Program) -> None:
    with program_scope(program.pk):
        other = make_participant("Amara Okafor")
    client.force_login(person)

    client.post("/profile/", PROFILE)

    with program_scope(program.pk):
        other.refresh_from_db()
    assert other.name == "Amara Okafor"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "x" * 201}, {"name": "a\x00b"}, {"language": "de"}, {"time_zone": "Mars/Olympus"}]
)
def test_what_cannot_be_kept_comes_back_with_what_was_typed(
    client: Client, person: User, wrong: dict[str, str]
) -> None:
    client.force_login(person)

    response = client.post("/profile/", PROFILE | wrong)

    person.refresh_from_db()
    assert response.status_code == 422
    assert person.name == "Zoé Lefèvre"


def test_time_zones_have_the_names_people_use(client: Client, person: User) -> None:
    client.force_login(person)

    page = client.get("/profile/").content.decode()

    assert re.search(r'<option value="America/Halifax"\s*>\s*Atlantic time \(Halifax\)\s*</option>', page)
    assert '<optgroup label="Europe">' in page


def test_a_stranger_has_no_profile(client: Client, db: None) -> None:
    assert client.get("/profile/")["Location"] == "/accounts/login/?next=/profile/"


def test_the_language_of_a_stranger_is_kept_on_the_device(client: Client, db: None) -> None:
    response = client.post("/language/", {"language": "fr", "next": "/accounts/login/"})

    assert (response["Location"], client.cookies["django_language"].value) == ("/accounts/login/", "fr")
    assert '<html lang="fr"' in client.get("/accounts/login/").content.decode()


def test_the_language_of_who_is_signed_in_is_their_setting(client: Client, person: User) -> None:
    client.force_login(person)

    client.post("/language/", {"language": "es", "next": "/profile/"})

    person.refresh_from_db()
    assert person.language == "es"
    assert '<html lang="es"' in client.get("/profile/").content.decode()


@pytest.mark.parametrize(("language", "where"), [("tlh", "/profile/"), ("fr", "https://evil.example/")])
def test_a_language_we_do_not_speak_and_a_place_not_ours_change_nothing(
    client: Client, person: User, language: str, where: str
) -> None:
    client.force_login(person)

    response = client.post("/language/", {"language": language, "next": where})

    person.refresh_from_db()
    assert person.language in {"en", "fr"}
    assert "evil" not in response["Location"]
