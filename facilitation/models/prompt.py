"""What is put to the group of a session: before it, live, or as it ends. A prompt is a gathering."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Gathering, Participant, Response
from facilitation.models.agenda import AgendaItem
from facilitation.models.session import Session
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned

MAX_PROMPTS = 20  # of one session
MAX_GROUPS = 12  # of one prompt's answers


class PromptUse(models.TextChoices):
    """When it is put to the group."""

    BEFORE = "before", _("before the session")
    LIVE = "live", _("in the session")
    EXIT = "exit", _("exit ticket")


class Prompt(Addressed):
    """A gathering of this session. Its answers are hidden until somebody shows them (`shown_at`)."""

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="prompts")
    gathering = OwnedForeignKey(Gathering, on_delete=models.PROTECT, related_name="prompts")
    item = OwnedForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="prompts")
    use = models.CharField(max_length=6, choices=PromptUse)
    made_by = OwnedForeignKey(Participant, related_name="+")
    made_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    shown_by = OwnedForeignKey(Participant, null=True, related_name="+")

    class Meta(Addressed.Meta):
        db_table = "prompt"
        constraints = [models.UniqueConstraint(fields=["program", "gathering"], name="prompt_gathering_once")]

    def __str__(self) -> str:
        return f"Prompt of {self.session_id}"


class AnswerGroup(Addressed):
    """Answers to a prompt that belong together. `made_by` is empty while it stands as the product proposed it.

    One that was dissolved (`dissolved_at`) shows nowhere; the answers that nobody put elsewhere come back with it.
    """

    prompt = OwnedForeignKey(Prompt, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=120, blank=True)
    made_by = OwnedForeignKey(Participant, null=True, related_name="+")
    made_at = models.DateTimeField()
    dissolved_at = models.DateTimeField(null=True)
    dissolved_by = OwnedForeignKey(Participant, null=True, related_name="+")

    class Meta(Addressed.Meta):
        db_table = "answer_group"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "prompt", "number"],
                name="answer_group_number_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.name or f"Group {self.number}"


class GroupedAnswer(ProgramOwned):
    """That an answer stands in a group; one without a row, or whose group was dissolved, stands alone."""

    group = OwnedForeignKey(AnswerGroup, on_delete=models.CASCADE, related_name="answers")
    response = OwnedForeignKey(Response, on_delete=models.CASCADE, related_name="+")

    class Meta(ProgramOwned.Meta):
        db_table = "grouped_answer"
        constraints = [models.UniqueConstraint(fields=["program", "response"], name="grouped_answer_once")]

    def __str__(self) -> str:
        return f"{self.response_id} in {self.group_id}"
