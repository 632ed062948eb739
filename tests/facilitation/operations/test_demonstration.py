"""The demonstration: as large as promised, believable, and the same however often it is loaded."""

from datetime import UTC, datetime

from collectives.models import (
    Ballot,
    Collective,
    District,
    DraftTheme,
    Gathering,
    Participant,
    Program,
    Region,
    Role,
    School,
    Theme,
    ThemeDecision,
)
from collectives.queries.open_theme import list_open_themes
from facilitation.models import Attendance, Session
from facilitation.operations.demonstration import make_demonstration
from ilc.tenancy.scope import program_scope
from inquiry.models import Indicator, Placemat, PlacematText

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def counts(program: Program) -> dict[str, int]:
    with program_scope(program.pk):
        tables = (Region, District, School, Theme, Collective, Session, Attendance, Placemat, PlacematText, Indicator)
        return {model.__name__: model.objects.count() for model in tables} | {
            role: Participant.objects.filter(grants__role=role).count() for role in Role.values
        }


def test_the_demonstration_is_as_large_as_promised_and_changes_nothing_the_second_time(db: None) -> None:
    english, french = make_demonstration(now=NOW)
    first = counts(english), counts(french)

    again = make_demonstration(now=NOW)

    assert again == []
    assert (counts(english), counts(french)) == first
    assert {key: first[0][key] for key in ("Region", "District", "School", "Theme", "Collective", "facilitator")} == {
        "Region": 3,
        "District": 12,
        "School": 40,
        "Theme": 10,
        "Collective": 10,
        "facilitator": 8,
    }
    assert first[0]["leader"] == 97  # 96 leaders, and a coordinator who is one too
    assert french.language == "fr"


def test_the_worked_example_has_sessions_behind_and_ahead(db: None) -> None:
    english, _french = make_demonstration(now=NOW)

    with program_scope(english.pk):
        sessions = Session.objects.filter(collective__name="Reading with meaning, grades 3–5")
        behind = sessions.filter(starts_at__lt=NOW).count()
        ahead = sessions.filter(starts_at__gte=NOW).count()
        placemat = Placemat.objects.get(cycle__collective__name="Reading with meaning, grades 3–5", leader=None)
        texts = placemat.texts.exclude(text="").count()

    assert (behind, ahead > 1, texts) == (3, True, 8)


def test_what_leaders_said_has_become_themes_with_quotes_and_a_record(db: None) -> None:
    english, _french = make_demonstration(now=NOW)

    with program_scope(english.pk):
        states = sorted(Gathering.objects.values_list("state", flat=True))
        kept = DraftTheme.objects.filter(state="kept").count()
        [decision] = ThemeDecision.objects.all()
        quoted = [theme for theme in list_open_themes(Participant.objects.get(name="Amara Okafor")) if theme.quotes]
        answered = Ballot.objects.exclude(answered_at=None).count()
    assert states == ["closed", "open", "open"]
    assert kept > len(decision.themes) > 1
    assert len(quoted) == len(decision.themes)
    assert answered > 80
