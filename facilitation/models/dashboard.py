"""What program staff keep of the page across collectives: the last visit, views with a name, who wants one by mail."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Notice, Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned

MAX_VIEW_NAME = 80


class DashboardVisit(ProgramOwned):
    """When somebody was last there (`at`), and when the visit before that one ended (`since`)."""

    participant = OwnedForeignKey(Participant, related_name="dashboard_visits")
    at = models.DateTimeField()
    since = models.DateTimeField(null=True)

    class Meta(ProgramOwned.Meta):
        db_table = "dashboard_visit"
        constraints = [models.UniqueConstraint(fields=["program", "participant"], name="dashboard_visit_once")]

    def __str__(self) -> str:
        return f"{self.participant}, {self.at}"


class DashboardView(Addressed):
    """A filtered view with a name. A shared one shows as much as its reader's own rights. Removed, not deleted.

    `filters` are the parts of its address, by name.
    """

    name = models.CharField(_("name"), max_length=MAX_VIEW_NAME)
    filters = models.JSONField(default=dict, blank=True)
    made_by = OwnedForeignKey(Participant, related_name="dashboard_views")
    made_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "dashboard_view"

    def __str__(self) -> str:
        return self.name


class DashboardSubscription(Addressed):
    """That somebody wants a view by mail each month; `by_link`: it was ended with the link in the mail."""

    view = OwnedForeignKey(DashboardView, related_name="subscriptions")
    participant = OwnedForeignKey(Participant, related_name="dashboard_subscriptions")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by_link = models.BooleanField(default=False)

    class Meta(Addressed.Meta):
        db_table = "dashboard_subscription"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "view", "participant"],
                condition=Q(ended_at=None),
                name="dashboard_subscription_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.view}"


class DashboardMonth(ProgramOwned):
    """That a subscription's month was looked at, once: by its first day. `notice` is empty when nothing was to say."""

    subscription = OwnedForeignKey(DashboardSubscription, related_name="months")
    month = models.DateField()
    notice = OwnedForeignKey(Notice, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "dashboard_month"
        constraints = [
            models.UniqueConstraint(fields=["program", "subscription", "month"], name="dashboard_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.subscription}, {self.month:%Y-%m}"
