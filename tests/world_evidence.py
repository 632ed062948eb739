"""The world's evidence: how its indicator is counted, who brings it, what was brought and corrected."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from collectives.models import Participant
from evidence.models import About, Attachment, DataPointChange, ProtectionRule
from inquiry.models import Indicator
from tests.make_evidence import (
    make_attachment,
    make_confirmation,
    make_data_point,
    make_group,
    make_measure,
    make_plan_line,
)
from tests.make_evidence_import import make_evidence_import
from tests.make_history import promise
from tests.world_file import rendering


def make_evidence_here(word: str, things: Mapping[str, object], people: Mapping[str, Participant]) -> dict[str, object]:
    """The ids of what an address may ask for. Every text holds `word`."""
    member, now = people["member"], timezone.now()
    indicator = Indicator.objects.get(pk=things["indicator"])
    make_measure(indicator, by=member)
    group = make_group(f"{word} group", kind=f"{word} kind")
    due = now.date() - timedelta(days=40)
    line = make_plan_line(indicator, member, first_due=due, school=member.school, source=f"{word} source")
    point = make_data_point(
        indicator,
        by=member,
        on=due,
        school=member.school,
        numerator=18,
        denominator=36,
        note=f"{word} note",
        plan_line=line,
        due_on=due,
    )
    make_data_point(indicator, by=member, on=due, school=member.school, numerator=2, denominator=6, group=group)
    DataPointChange.objects.create(
        data_point=point,
        what=DataPointChange.What.CORRECTED,
        was={"numerator": 17},
        why=f"{word} miscounted",
        by=member,
        at=now,
    )
    make_confirmation(
        indicator, by=people["admin"], taken_back_by=people["admin"], taken_back_at=now, why=f"{word} of people"
    )
    ProtectionRule.objects.create(why=f"{word} rule", set_by=people["admin"], set_at=now)
    own = make_attachment(indicator, by=member, caption=f"{word} photo", name=f"{word}.jpg", data_point=point)
    shared = make_attachment(indicator, by=member, caption=f"{word} minutes", name=f"{word}.jpg", shared=True)
    table = make_evidence_import(indicator, by=member, word=word)
    checked = make_evidence_import(indicator, by=member, word=word, state="checked")
    chain = rendering("evidence_chain", f"evidence_chain:{things['placemat']}", word, member)
    return {
        "chain_rendering": chain.pk,
        "evidence_import": table.pk,
        "checked_import": checked.pk,
        "attachment": own.pk,
        "shared_attachment": shared.pk,
        "data_point": point.pk,
        "plan_line": line.pk,
        "group": group.pk,
    }


def more_evidence(things: Mapping[str, object], member: Participant, number: int) -> None:
    """One more of everything."""
    indicator = Indicator.objects.get(pk=things["indicator"])
    on = timezone.now().date() - timedelta(days=80 + number)
    group = make_group(f"More {number}", kind="More")
    make_plan_line(indicator, member, first_due=on)
    lessons = promise(indicator.placemat, f"More lessons {number}", by=member, at=timezone.now())
    make_measure(lessons, by=member, about=About.THINGS)
    point = make_data_point(indicator, by=member, on=on, school=member.school, numerator=20, denominator=40)
    make_data_point(indicator, by=member, on=on, school=member.school, numerator=3, denominator=30, group=group)
    DataPointChange.objects.create(
        data_point=point, what=DataPointChange.What.CORRECTED, was={"numerator": 19}, by=member, at=timezone.now()
    )
    make_attachment(indicator, by=member, data_point=point)
    make_attachment(indicator, by=member, state=Attachment.State.WAITING, shared=True)
    make_evidence_import(indicator, by=member, state="checked")
