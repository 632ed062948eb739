"""A session of the world in tests/world.py that was begun, with a prompt that is open."""

from django.utils import timezone

from collectives.models import (
    Asked,
    Gathering,
    GatheringKind,
    GatheringQuestion,
    GatheringState,
    Participant,
    QuestionKind,
)
from facilitation.models import AgendaItem, AnswerGroup, Prompt, PromptUse, Session, SessionRun, SessionStep


def make_run_here(word: str, session_pk: object, people: dict[str, Participant]) -> dict[str, object]:
    """It is led by the facilitator, at an item of its own; the member is asked with their name."""
    now, guide = timezone.now(), people["facilitator"]
    session = Session.objects.get(pk=session_pk)
    item = AgendaItem.objects.create(session=session, position=2, title=f"{word} live item", minutes=20, made_at=now)
    code = f"ZZ{session.pk.hex[-4:].upper()}"
    run = SessionRun.objects.create(
        session=session, started_at=now, started_by=guide, led_by=guide, led_since=now, code=code
    )
    SessionStep.objects.create(run=run, item=item, planned_seconds=1200, began_at=now, by=guide)
    prompt = make_prompt(session, guide, f"{word} prompt", asked=[people["member"]])
    group = AnswerGroup.objects.create(prompt=prompt, number=1, name=f"{word} group", made_by=guide, made_at=now)
    return {"prompt": prompt.pk, "answer_group": group.pk}


def make_prompt(
    session: Session,
    by: Participant,
    words: str,
    *,
    asked: list[Participant],
    anonymous: bool = False,
    state: str = GatheringState.OPEN,
) -> Prompt:
    """A prompt with one open question, put to these people."""
    now = timezone.now()
    gathering = Gathering.objects.create(
        kind=GatheringKind.LIVE_POLL,
        collective=session.collective,
        title={"en": words},
        anonymous=anonymous,
        everyone=False,
        state=state,
        made_by=by,
        made_at=now,
        opened_at=now,
    )
    GatheringQuestion.objects.create(
        gathering=gathering, number=1, kind=QuestionKind.OPEN_TEXT, words={"en": words}, required=True
    )
    Asked.objects.bulk_create([Asked(gathering=gathering, participant=person) for person in asked])
    return Prompt.objects.create(session=session, gathering=gathering, use=PromptUse.LIVE, made_by=by, made_at=now)
