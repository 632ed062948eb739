"""What a protocol may say of its steps, the protocols that a program writes, and those that others let it read."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import LANGUAGES, Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned


class Purpose(models.TextChoices):
    """What a group wants from a protocol."""

    EVIDENCE = "evidence", _("look at evidence")
    CAUSES = "causes", _("find what lies behind")
    FEEDBACK = "feedback", _("think with a colleague")
    PRACTICE = "practice", _("learn from practice")
    VOICES = "voices", _("hear every voice")


class Speaks(models.TextChoices):
    """Who speaks in a step."""

    EVERYONE = "everyone", _("everyone speaks, in any order")
    IN_TURN = "in_turn", _("everyone speaks in turn")
    PRESENTER = "presenter", _("the presenter speaks")
    GROUP = "group", _("the group speaks, without the presenter")
    QUESTIONS = "questions", _("the group asks, the presenter answers")
    PAIRS = "pairs", _("people speak in pairs")
    SMALL_GROUPS = "small_groups", _("people speak in twos and threes")
    FACILITATOR = "facilitator", _("the facilitator speaks")
    NOBODY = "nobody", _("nobody speaks: each reads or writes")


class Silent(models.TextChoices):
    """Who is silent in a step; empty when nobody has to be."""

    EVERYONE = "everyone", _("all are silent")
    PRESENTER = "presenter", _("the presenter listens in silence")
    OTHERS = "others", _("the others listen in silence")


class ProtocolFate(models.TextChoices):
    """What happened to a program's own protocol."""

    CHANGED = "changed", _("written anew")
    RETIRED = "retired", _("retired")
    BACK = "back", _("brought back")


class OwnProtocol(Addressed):
    """A protocol written in this program. Its key is `own:<id>`. It is retired, not deleted: agendas name it.

    `taken_from` and `taken_source` name the program and the row it was taken from, where it began as another program's.
    `steps` is a list of {"title", "minutes", "speaks", "silent", "guide"}, `roles` are keys of protocol_roles.toml.
    """

    name = models.CharField(_("name"), max_length=120)
    about = models.CharField(max_length=500, blank=True)
    when = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    phases = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    fewest = models.PositiveSmallIntegerField(default=3)
    most = models.PositiveSmallIntegerField(default=12)
    roles = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    steps = models.JSONField(default=list)
    language = models.CharField(max_length=5, choices=LANGUAGES)
    version = models.PositiveIntegerField(default=1)
    by = OwnedForeignKey(Participant, related_name="own_protocols")
    at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    taken_from = models.CharField(max_length=200, blank=True, db_default="")
    taken_source = models.UUIDField(null=True)

    class Meta(Addressed.Meta):
        db_table = "own_protocol"
        constraints = [
            models.UniqueConstraint(fields=["program", "taken_source"], name="own_protocol_taken_once"),
            models.CheckConstraint(
                condition=models.Q(fewest__range=(2, 99), most__range=(2, 99), most__gte=models.F("fewest")),
                name="own_protocol_people_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProtocolChange(ProgramOwned):
    """That a program's own protocol was written anew, retired or brought back; `was` is what it said before."""

    protocol = OwnedForeignKey(OwnProtocol, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=ProtocolFate)
    was = models.JSONField(default=dict)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "protocol_change"

    def __str__(self) -> str:
        return f"{self.protocol}: {self.what}"


class ProtocolCopy(Addressed):
    """Another program's own protocol, where both programs agreed; it goes when it is retired there.

    `source` and `from_program` name its row and program, which this program cannot read; `version` is the row's. `text`
    holds the fields of ProtocolText as they stand in OwnProtocol; nobody's name goes along.
    """

    source = models.UUIDField()
    from_program = models.BigIntegerField()
    from_name = models.CharField(max_length=200)
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=5, choices=LANGUAGES)
    text = models.JSONField()

    class Meta(Addressed.Meta):
        db_table = "protocol_copy"
        constraints = [models.UniqueConstraint(fields=["program", "source"], name="protocol_copy_once")]

    def __str__(self) -> str:
        return f"{self.text['name']}, {self.from_name}"
