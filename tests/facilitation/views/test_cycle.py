"""The cycles of a collective: what each leaves stays to be read."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from collectives.models import Program
from facilitation.operations.renewal_close import Following, renew_cycle
from ilc.tenancy.scope import program_scope
from tests.make_renewal import FIRST, LAST, Ending, make_ending


def renewed(program: Program) -> Ending:
    with program_scope(program.pk):
        ending = make_ending()
        following = Following("2026–27", FIRST.replace(year=2026), LAST.replace(year=2027))
        about = {"why": "Talk moved readers.", "seen": ending.seen(), "by": ending.facilitator, "now": timezone.now()}
        renew_cycle(ending.placemat, following=following, **about)  # type: ignore[arg-type]
    return ending


def test_each_cycle_stands_there_with_the_ways_to_what_it_wrote(program: Program, client: Client) -> None:
    ending = renewed(program)
    client.force_login(ending.member.user)

    page = client.get(reverse("facilitation:cycles", args=[program.slug, ending.collective.pk])).text

    first = reverse("inquiry:placemat", args=[program.slug, ending.placemat.pk])
    told = ("2026–27", "2025–26", "Talk moved readers.", "At its end: 8 kept, 0 sharpened, 0 dropped", first)
    assert [words for words in told if words not in page] == []
    assert page.index("2026–27") < page.index("At its end")


def test_everything_of_a_closed_cycle_is_still_read_by_its_people(program: Program, client: Client) -> None:
    ending = renewed(program)
    client.force_login(ending.member.user)
    pages = ("inquiry:placemat", "inquiry:placemat-history", "evidence:chain", "evidence:plan", "evidence:judgement")

    answers = {name: client.get(reverse(name, args=[program.slug, ending.placemat.pk])).status_code for name in pages}

    assert answers == dict.fromkeys(pages, 200)


def test_the_placemat_of_a_closed_cycle_says_so_and_takes_no_words(program: Program, client: Client) -> None:
    ending = renewed(program)
    client.force_login(ending.member.user)
    url = reverse("inquiry:placemat", args=[program.slug, ending.placemat.pk])

    page, answer = client.get(url).text, client.post(url, {"priority": "New", "priority-base": ""})

    assert ("All cycles" in page, "stays to be read" in page, answer.status_code) == (True, True, 403)
