"""The questions of the guide: our bank from the content files, and those written in the program."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from facilitation.models import FavouriteQuestion, Question, QuestionJob
from facilitation.permissions.question import can_change_question, visible_questions
from ilc.content import in_language, read_content

OWN = "own:"
FIT_NAMES = {
    "problem": _("the problem of practice"),
    "if": _("an if"),
    "if_without_indicator": _("an if that has no indicator yet"),
    "then": _("the then"),
    "so_that": _("the so-that"),
    "indicator_leading": _("a leading indicator"),
    "indicator_lagging": _("a lagging indicator"),
    "chart_moved": _("a chart that moved"),
    "chart_flat": _("a chart that stayed flat"),
    "commitments": _("commitments"),
    "prompt_answers": _("answers on the screen"),
    "silence": _("a silence"),
    "start": _("the beginning"),
    "end": _("the end"),
}


@dataclass(frozen=True)
class BankQuestion:
    """A question with its key. `own`: its row, when it was written in the program; then `language` is its writer's."""

    key: str
    job: str
    text: str
    phases: tuple[int, ...]
    fits: tuple[str, ...]
    own: UUID | None = None
    language: str = ""
    for_program: bool = False
    by: str = ""
    may_change: bool = False

    @property
    def fit_words(self) -> str:
        """What it fits, in words."""
        return ", ".join(str(FIT_NAMES[fit]) for fit in self.fits)


def list_questions(participant: Participant) -> list[BankQuestion]:
    """Every question this person may ask: those of the program and one's own first. One SQL query."""
    rows = visible_questions(participant).filter(removed_at=None).select_related("by").order_by("-at", "-pk")
    return [*(_own(row, participant) for row in rows), *_bank()]


def find_question(key: str, participant: Participant) -> BankQuestion | None:
    """One of them, by its key. One SQL query."""
    return next((one for one in list_questions(participant) if one.key == key), None)


def favourite_keys(participant: Participant) -> set[str]:
    """The keys of one's favourites. One SQL query."""
    return set(FavouriteQuestion.objects.filter(participant=participant).values_list("key", flat=True))


def of_jobs(questions: Iterable[BankQuestion]) -> Mapping[QuestionJob, list[BankQuestion]]:
    """The questions by job, each job named even where it has none."""
    found: dict[QuestionJob, list[BankQuestion]] = {job: [] for job in QuestionJob}
    for one in questions:
        found[QuestionJob(one.job)].append(one)
    return found


def question_to_bring_back(participant: Participant, pk: UUID | None) -> Question | None:
    """The question an address names as just taken away, if this person may bring it back. At most one SQL query."""
    if pk is None:
        return None
    row = visible_questions(participant).filter(pk=pk, removed_at__isnull=False).first()
    return row if row and can_change_question(participant, row) else None


def _bank() -> Iterable[BankQuestion]:
    for job in QuestionJob:
        for entry in read_content("facilitation", f"questions_{job}")["question"]:
            yield BankQuestion(
                key=entry["key"],
                job=job.value,
                text=in_language(entry["text"]),
                phases=tuple(entry["phases"]),
                fits=tuple(entry["fits"]),
            )


def _own(row: Question, participant: Participant) -> BankQuestion:
    return BankQuestion(
        key=f"{OWN}{row.pk}",
        job=row.job,
        text=row.text,
        phases=tuple(row.phases) or (1, 2, 3, 4, 5, 6),
        fits=tuple(fit for fit in row.fits if fit in FIT_NAMES),
        own=row.pk,
        language=row.language,
        for_program=row.for_program,
        by=row.by.name,
        may_change=can_change_question(participant, row),
    )
