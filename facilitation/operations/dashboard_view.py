"""Views of the page across collectives that have a name: saved, shared, removed; wanted by mail each month or not."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import DashboardSubscription, DashboardView
from ilc.errors import Refused


class ViewNameTaken(Refused):
    """One has a view of that name already."""


@transaction.atomic
def save_view(
    view: DashboardView | None,
    *,
    name: str,
    filters: Mapping[str, str],
    shared: bool,
    by: Participant,
    now: datetime,
) -> DashboardView:
    """Keep a view under a name, a new one without `view`. Raises ViewNameTaken. What was kept stays removable."""
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)  # two tabs may save at once
    others = DashboardView.objects.filter(made_by=by, removed_at=None, name__iexact=name)
    if (others.exclude(pk=view.pk) if view else others).exists():
        raise ViewNameTaken(_("You have a view of this name already. Which words would tell them apart?"))
    kept = view or DashboardView(made_by=by, made_at=now)
    kept.name, kept.filters = name, dict(filters)
    kept.shared_at = (kept.shared_at or now) if shared else None
    kept.save()
    return kept


@transaction.atomic
def remove_view(view: DashboardView, *, now: datetime) -> None:
    """Take it away, also from those who read it; its mails end."""
    view.removed_at = now
    view.save(update_fields=["removed_at"])
    view.subscriptions.filter(ended_at=None).update(ended_at=now)


@transaction.atomic
def choose_monthly(
    view: DashboardView, *, participant: Participant, wanted: bool, by_link: bool = False, now: datetime
) -> None:
    """Let the view come by mail each month, or stop it. The same again changes nothing."""
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    standing = DashboardSubscription.objects.filter(view=view, participant=participant, ended_at=None)
    if not wanted:
        standing.update(ended_at=now, by_link=by_link)
    elif not standing.exists():
        DashboardSubscription.objects.create(view=view, participant=participant, begun_at=now)
