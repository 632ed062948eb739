"""An indicator told in words by two districts, for the tests of coding."""

from typing import Any
from uuid import UUID

from django.utils.timezone import now

from collectives.models import Participant, Program
from evidence.models import Code, Coding, DataPoint, MeasureKind
from evidence.operations.coding import make_code
from evidence.operations.coding_words import code_words_anew
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared, browser
from tests.make import make_participant, make_school, seat
from tests.make_evidence import make_data_point, make_measure

SAID = (
    "We finally see each other teach",
    "Watching a colleague teach was the best hour of the month",
    "There is no time to plan together",
    "Planning time is eaten by meetings",
)
FAR_SAID = ("The bus leaves before our meeting ends", "Nobody has time to plan in a school of three")


class Told(Shared):
    """Amara's district brought four pieces of words, Zoë's two."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        with program_scope(program.pk):
            make_measure(self.indicator, MeasureKind.WORDS, by=self.member)
            self.words = [self.bring(ON, words=text, lang="en").pk for text in SAID]
            self.far_words = [self.bring(ON, far=True, words=text, lang="en").pk for text in FAR_SAID]

    def another_district(self, name: str) -> tuple[Participant, UUID]:
        """One more member, of a district of this name, and what was said there. Within the program's scope."""
        school = make_school(f"{name} School", district=name)
        member = make_participant(f"Member of {name}", school=school)
        seat(self.collective, member)
        point: DataPoint = make_data_point(
            self.indicator, by=member, on=ON, school=school, words="We need time", lang="en"
        )
        return member, point.pk


def carried() -> dict[str, int]:
    """How many words carry each code that stands, of all districts."""
    return {code.name: Coding.objects.filter(code=code).count() for code in Code.objects.filter(gone_at=None)}


def address(told: Told, name: str = "coding") -> str:
    """The address of the indicator's codes."""
    return told.url(name, told.indicator.pk)


def stands(told: Told) -> dict[str, int]:
    """How many words carry each code now."""
    with program_scope(told.program.pk):
        return carried()


def coded(told: Told, name: str, *points: object) -> Code:
    """A code that Amara made, on these words."""
    with program_scope(told.program.pk):
        if not points:
            return make_code(told.indicator, name=name, by=told.member, now=now())
        return code_words_anew(told.indicator, points, name=name, by=told.member, now=now())  # type: ignore[arg-type]


def press(told: Told, act: str, /, *args: object, by: Any = None, **fields: Any) -> Any:
    """What a press answers: without an id it is about the indicator; Amara presses unless told otherwise."""
    url = told.url(act, *(args or [told.indicator.pk]))
    return browser(by or told.member).post(url, fields)
