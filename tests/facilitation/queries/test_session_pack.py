"""The session pack: everything a session needs on paper, in three languages, and nothing that is somebody's own."""

import io
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from pytest_django.plugin import DjangoDbBlocker

from collectives.engine.paper import PAPERS, Paper
from collectives.models import Participant, Program, QuestionKind, Response
from collectives.operations.gathering_within import Ask
from facilitation.models import AgendaItem, Commitment, ItemKind, PromptUse, SelfReflection, Session
from facilitation.operations.agenda import Item, add_items
from facilitation.operations.prompt import prepare_exit_ticket, prepare_prompt
from facilitation.queries.library import find_protocol
from facilitation.queries.session_pack import SessionPack, read_pack, session_placemat
from facilitation.queries.session_pack_pdf import pack_digest, render_pack
from ilc.tenancy.scope import program_scope
from inquiry.queries.placemat_pdf import Pdf
from tests.make import make_cycle, make_placemat, make_program, make_session
from tests.make_session import make_full_collective
from tests.reading import fonts, pdf_text, tags
from tests.samples.placemat import ENGLISH
from tests.samples.sizes import lengths
from tests.verapdf import validate

pytestmark = pytest.mark.xdist_group("session pack")  # one worker: what they share is made once

MOST_QUERIES = 11
PRIVATE = "Two of them never speak, and I have not asked why."
ANSWER = "Whether the bell could wait."
ASKS = (
    Ask(QuestionKind.ONE_WORD, "How do you arrive?"),
    Ask(QuestionKind.OPEN_TEXT, "What would you ask a visitor?"),
    Ask(QuestionKind.CHOICE, "Which clause is weakest?", options=("If we", "Then", "So that")),
    Ask(QuestionKind.RANKING, "Order these", options=("Reading", "Writing", "Talking"), settings={"most": 3}),
    Ask(QuestionKind.DOTS, "Where does next month go?", options=("Visits", "Samples"), settings={"dots": 5}),
    Ask(
        QuestionKind.SCALE,
        "How sure are we?",
        settings={"lowest": 1, "highest": 5, "low": {"en": "not yet"}, "high": {"en": "quite sure"}},
    ),
)
TITLES = {
    "en": ("Session pack", "Agenda", "Steps", "Prompts", "What we promised", "What we take on now", "Decisions"),
    "fr": ("Cahier de la rencontre", "Ordre du jour", "Étapes", "Questions au groupe", "Ce que nous avons promis"),
    "es": ("Cuaderno de la sesión", "Agenda", "Pasos", "Preguntas al grupo", "Lo que prometimos"),
}


def make_full_session() -> tuple[Session, Participant]:
    """A session with an agenda, a protocol, a prompt of each kind, a commitment; and what its guide wrote."""
    collective, guide, (member, *_others) = make_full_collective()
    make_placemat(make_cycle(collective))
    session = make_session(collective, on=date(2027, 3, 16))
    items = [
        Item("Arrive", 10),
        Item("Look at student work", 30, protocol="notice-and-wonder", kind=ItemKind.PROTOCOL),
        Item("Our placemat", 50, kind=ItemKind.PLACEMAT),
    ]
    now = timezone.now()
    add_items(session, items, by=guide, now=now)
    written = SelfReflection.objects.create(session=session, facilitator=guide, learning_community=PRIVATE, at=now)
    why = [{"because": "reflection", "reflection": str(written.pk), "question": "learning_community"}]
    AgendaItem.objects.filter(session=session, title="Arrive").update(why=why)
    for number, ask in enumerate(ASKS):
        prompt = prepare_prompt(
            session, ask, use=PromptUse.LIVE, anonymous=number % 2 == 0, language="en", by=guide, now=now
        )
        if ask.words == "What would you ask a visitor?":
            asked = {"gathering": prompt.gathering, "question": prompt.gathering.questions.get()}
            Response.objects.create(**asked, participant=member, text=ANSWER, language="en", answered_at=now)
    prepare_exit_ticket(session, by=guide, now=now)
    Commitment.objects.create(
        collective=collective, text="Visit one class", who=member, due_on=date(2027, 3, 16), by=guide, at=now
    )
    return session, guide


def packs_of(session: Session, program: Program) -> dict[str, SessionPack]:
    packs = {}
    for language in TITLES:
        with translation.override(language):
            packs[language] = read_pack(session, program=program, language=language)
    return packs


@pytest.fixture(scope="module")
def packs(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, SessionPack]]:
    """The same session for readers of three languages, with a placemat as long as the worked example."""
    with django_db_blocker.unblock(), transaction.atomic():
        program = make_program("fundy-shore")
        with program_scope(program.pk):
            session, _guide = make_full_session()
            found = packs_of(session, program)
        yield {language: replace(pack, placemat=ENGLISH) for language, pack in found.items()}
        transaction.set_rollback(True)


def make(pack: SessionPack, paper: Paper = "letter") -> Pdf:
    pdf = render_pack(pack, language=pack.language, paper=paper)
    assert (pdf.warnings, pdf.missing_glyphs) == ((), ())
    return pdf


@pytest.mark.parametrize("language", TITLES)
def test_it_is_printed_in_the_readers_language_and_for_everybodys_reader(
    packs: dict[str, SessionPack], language: str
) -> None:
    pack = packs[language]
    with translation.override(language):
        protocol = find_protocol("notice-and-wonder")
    assert protocol is not None
    wanted = [*TITLES[language], protocol.name, protocol.origin, *(step.guide for step in protocol.steps)]
    wanted += [ask.words for ask in ASKS] + [pack.zone, *pack.members, "Visit one class", ENGLISH.priority]

    data = make(pack).data

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.pdf"
        path.write_bytes(data)
        findings = validate(path)
    printed = "".join(pdf_text(data).split())
    assert [words for words in wanted if "".join(str(words).split()) not in printed] == []
    assert findings.passed, findings.broken
    assert all(fonts(data).values())


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_its_pages_stand_upright_but_for_the_placemat(packs: dict[str, SessionPack], paper: Paper) -> None:
    width, height = PAPERS[paper]

    with pikepdf.open(io.BytesIO(make(packs["en"], paper).data)) as pdf:
        sizes = [[round(float(value) * 25.4 / 72, 1) for value in page.MediaBox][2:] for page in pdf.pages]

    assert sizes[:4] == [[height, width], [height, width], [width, height], [height, width]]
    assert sizes[3:] == [[height, width]] * (len(sizes) - 3)


def test_the_clock_runs_through_the_agenda_and_the_steps_of_its_protocol(packs: dict[str, SessionPack]) -> None:
    pack = packs["en"]

    assert (pack.day, pack.hours, pack.zone) == (
        "Tuesday 16 March 2027",
        "15:30–17:00",
        "Atlantic time (Halifax)",
    )
    assert [(item.begins, item.minutes, item.what) for item in pack.items] == [
        ("15:30", 10, ""),
        ("15:40", 30, "Protocol: Notice and wonder"),
        ("16:10", 50, "Placemat"),
    ]
    (protocol,) = pack.protocols
    assert (protocol.hours, protocol.steps[0][0]) == ("15:40–16:10", "15:40")
    assert sum(step.minutes for _begins, step in protocol.steps) == 30


def test_every_prompt_has_room_of_its_kind_and_says_whose_it_is(packs: dict[str, SessionPack]) -> None:
    text = pdf_text(make(packs["en"]).data)

    hows = ("One word:", "Mark one circle.", "Tick one.", "You have 5 dots.", "Write the numbers from 1 to 3")
    assert [how for how in hows if how not in text] == []
    assert (text.count("please leave your name off"), text.count("Your name:")) == (4, 3)
    assert [prompt.use for prompt in packs["en"].prompts][-1] == "Exit ticket"


def test_reasons_of_one_person_and_answers_are_never_on_paper(packs: dict[str, SessionPack]) -> None:
    pack = packs["en"]

    printed = "".join(pdf_text(make(pack).data).split())

    assert [words for words in (PRIVATE, ANSWER, "You wrote last time") if "".join(words.split()) in printed] == []
    assert [words for words in (PRIVATE, ANSWER) if words in repr(pack)] == []


def test_a_session_with_nothing_yields_two_friendly_leaves(program: Program) -> None:
    with program_scope(program.pk):
        session = make_session(make_full_collective()[0], on=(timezone.now() + timedelta(days=7)).date())
        pack = packs_of(session, program)["en"]

    pdf = make(pack)
    text = pdf_text(pdf.data)

    assert (pdf.pages, pack.placemat, pack.items, pack.prompts, pack.commitments) == (2, None, (), (), ())
    assert "Here is room to plan it together" in " ".join(text.split())
    assert "Prompts" not in text
    assert "What we promised" not in text


def test_the_placemat_is_of_the_cycle_that_was_open_on_that_day(program: Program) -> None:
    with program_scope(program.pk):
        collective, _guide, _members = make_full_collective()
        closed_at = datetime(2026, 6, 20, 12, tzinfo=UTC)
        former = make_placemat(
            make_cycle(collective, starts_on="2025-09-01", ends_on="2026-06-30", closed_at=closed_at)
        )
        placemat = make_placemat(make_cycle(collective, number=2))
        days = (date(2026, 5, 12), date(2026, 6, 25), date(2026, 10, 13))

        found = [session_placemat(make_session(collective, on=day)) for day in days]
        placemat.cycle.closed_at = datetime(2026, 9, 20, 12, tzinfo=UTC)
        placemat.cycle.save()
        after = session_placemat(make_session(collective, on=date(2026, 10, 14)))

    assert found == [former, placemat, placemat]
    assert after == placemat


def test_what_people_type_is_never_markup_and_always_printable(packs: dict[str, SessionPack]) -> None:
    (promised,) = packs["en"].commitments
    typed = replace(promised, text="<b>Bold</b> \x07 \ufffe words")

    text = pdf_text(make(replace(packs["en"], placemat=None, prompts=(), commitments=(typed,))).data)

    assert "<b>Bold</b>" in text


def test_a_placemat_that_goes_on_says_where(packs: dict[str, SessionPack]) -> None:
    text = pdf_text(make(replace(packs["en"], placemat=lengths(ENGLISH)["extreme"])).data)

    assert "continued next page" in text or "Next page:" in text
    assert "page 2" not in text


def test_its_structure_names_its_parts(packs: dict[str, SessionPack]) -> None:
    kinds = [kind for kind, _element in tags(make(packs["en"]).data)]

    assert kinds.count("H1") == 5
    assert kinds.count("Table") == 5


def test_reading_it_costs_the_same_however_much_it_holds(program: Program) -> None:
    with program_scope(program.pk):
        pk = make_full_session()[0].pk
        session = Session.objects.select_related("collective__theme").get(pk=pk)
        with CaptureQueriesContext(connection) as queries:
            read_pack(session, program=program, language="en")

    assert len(queries) <= MOST_QUERIES


def test_the_digest_tells_what_would_look_different_apart(packs: dict[str, SessionPack]) -> None:
    pack = packs["en"]

    digests = {
        pack_digest(pack, paper="letter"),
        pack_digest(pack, paper="a4"),
        pack_digest(replace(pack, language="fr"), paper="letter"),
        pack_digest(replace(pack, prompts=pack.prompts[:1]), paper="letter"),
    }

    assert len(digests) == 4
    assert pack_digest(replace(pack), paper="letter") in digests
