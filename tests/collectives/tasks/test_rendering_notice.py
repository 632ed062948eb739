"""Mail for whoever asked for a document: after a long wait, or when its page was left; once, and to nobody who left."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from collectives.models import Notice, Participant, Program, Rendering, User
from collectives.operations import rendering_notice
from collectives.operations.pdf import PdfJob, ask_pdf
from collectives.operations.rendering_notice import note_seen
from collectives.tasks import rendering_notice as tasks
from collectives.tasks.rendering import make_rendering
from collectives.tasks.rendering_notice import sweep_renderings_over, tell_rendering_over
from ilc.due import Due
from ilc.pdf import PdfUnavailable
from ilc.tenancy.scope import program_scope
from tests.collectives.tasks.test_rendering import KIND, Pdf
from tests.make import make_participant

PAGE = "/p/tidewater/reports/1/pdf/"
SOON, LONG = timedelta(0), timedelta(minutes=2)


def ask(program: Program, asker: Participant, *, waited: timedelta) -> Rendering:
    """One that was asked for so long ago."""
    with program_scope(program.pk):
        job = PdfJob(KIND, "report:1", "What we learned", "", "en", "letter", "d1")
        return ask_pdf(job, by=asker, now=now() - waited, page=PAGE)


def make(rendering: Rendering, *, fails: bool = False) -> None:
    """Make it, or find that it cannot be made."""

    def render(_sheet: str, **_options: object) -> Pdf:
        if fails:
            raise PdfUnavailable("Pango is missing.")
        return Pdf(b"%PDF-1.7", 1)

    def read(_program: Program, _rendering: Rendering) -> PdfJob[str]:
        return PdfJob(KIND, "report:1", "What we learned", "", "en", "letter", rendering.digest)

    make_rendering(rendering.program_id, KIND, str(rendering.pk), read=read, render=render)


def tell(rendering: Rendering, *, twice: bool = False) -> list[tuple[str, str, str]]:
    """Run what is due of telling; language, subject and text of the mail that was written."""
    for _ in range(2 if twice else 1):
        tell_rendering_over(program_id=rendering.program_id, rendering_pk=str(rendering.pk))
    with program_scope(rendering.program_id):
        rows = Notice.objects.filter(kind=rendering_notice.KIND)
        return [(one.language, one.subject, one.text) for one in rows]


@pytest.fixture
def asker(program: Program) -> Participant:
    """Somebody who reads French."""
    with program_scope(program.pk):
        return make_participant("Amara Okafor", user=User.objects.create_user("amara@example.org", language="fr"))


def test_after_a_long_wait_whoever_asked_is_told_once_in_their_language(program: Program, asker: Participant) -> None:
    rendering = ask(program, asker, waited=LONG)
    make(rendering)

    [(language, subject, text)] = tell(rendering, twice=True)

    assert (language, subject) == ("fr", "Prêt\N{NO-BREAK SPACE}: What we learned")
    assert f"{PAGE}\n" in text


@pytest.mark.parametrize(("looked", "told"), [(True, 0), (False, 1)])
def test_after_a_short_one_only_who_left_its_page(
    program: Program, asker: Participant, monkeypatch: pytest.MonkeyPatch, looked: bool, told: int
) -> None:
    rendering = ask(program, asker, waited=SOON)
    make(rendering)
    with program_scope(program.pk):
        other = make_participant("Zoë Lindqvist")
        note_seen(rendering, by=asker if looked else other, now=now())
    assert tell(rendering) == []  # not yet: the page may be open

    later = now() + timedelta(minutes=2)
    monkeypatch.setattr(tasks, "now", lambda: later)

    assert len(tell(rendering)) == told
    assert not Due.objects.filter(kind=rendering_notice.KIND, done_at=None).exists()


def test_what_could_not_be_made_says_why(program: Program, asker: Participant) -> None:
    rendering = ask(program, asker, waited=LONG)
    make(rendering, fails=True)

    [(_language, subject, text)] = tell(rendering)

    assert (subject, "Pango is missing." in text) == ("N’a pas pu être créé\N{NO-BREAK SPACE}: What we learned", True)


def test_who_left_the_program_hears_nothing(program: Program, asker: Participant) -> None:
    rendering = ask(program, asker, waited=LONG)
    make(rendering)
    with program_scope(program.pk):
        Participant.objects.filter(pk=asker.pk).update(left_at=now())

    assert tell(rendering) == []


def test_a_sweep_rings_for_who_is_to_be_told(
    program: Program, asker: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[dict[str, object]] = []
    rendering = ask(program, asker, waited=LONG)
    make(rendering)
    monkeypatch.setattr(tell_rendering_over, "delay", lambda **said: rung.append(said))

    sweep_renderings_over()

    assert rung == [{"program_id": program.pk, "rendering_pk": str(rendering.pk)}]
