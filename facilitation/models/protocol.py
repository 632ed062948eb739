"""What a protocol may say of its steps: who speaks, who is silent, what it is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a group wants from a protocol."""

    EVIDENCE = "evidence", _("look at evidence")
    CAUSES = "causes", _("find what lies behind")
    FEEDBACK = "feedback", _("think with a colleague")
    PRACTICE = "practice", _("learn from practice")
    VOICES = "voices", _("hear every voice")


class Speaks(models.TextChoices):
    """Who speaks in a step."""

    EVERYONE = "everyone", _("everyone, in any order")
    IN_TURN = "in_turn", _("everyone, in turn")
    PRESENTER = "presenter", _("the presenter")
    GROUP = "group", _("the group, without the presenter")
    QUESTIONS = "questions", _("the group asks, the presenter answers")
    PAIRS = "pairs", _("in pairs")
    SMALL_GROUPS = "small_groups", _("in twos and threes")
    FACILITATOR = "facilitator", _("the facilitator")
    NOBODY = "nobody", _("nobody: each reads or writes")


class Silent(models.TextChoices):
    """Who is silent in a step; empty when nobody has to be."""

    EVERYONE = "everyone", _("everyone")
    PRESENTER = "presenter", _("the presenter")
    OTHERS = "others", _("everyone but the presenter")
