"""The theme studio's board: every text, the themes drafted from them, each move, and what was decided."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models.gathering import Gathering, Response
from collectives.models.improvement_plan import AnswersFile, Passage
from collectives.models.participant import Participant
from collectives.models.theme import Theme
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned


class BoardState(models.TextChoices):
    READY = "ready", _("ready")
    GROUPING = "grouping", _("being grouped")


class Board(Addressed):
    """One board of texts and themes. `proposal` is the machine's latest grouping, to go back to.

    `proposal` is {"seed": 1, "themes": [{"key": …, "telling": […], "texts": [ids]}], "made_at": …}; `weak` says where
    the grouping is weak (codes: few_texts, other_languages).
    """

    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(max_length=8, choices=BoardState, default=BoardState.READY)
    proposal = models.JSONField(default=dict)
    weak = models.JSONField(default=list)
    trouble = models.TextField(blank=True)
    moves = models.PositiveIntegerField(default=0)
    made_by = OwnedForeignKey(Participant, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "board"

    def __str__(self) -> str:
        return self.name


class BoardSource(ProgramOwned):
    """That the answers of a gathering come to a board, later ones too."""

    board = OwnedForeignKey(Board, on_delete=models.CASCADE, related_name="sources")
    gathering = OwnedForeignKey(Gathering, related_name="+")
    added_by = OwnedForeignKey(Participant, related_name="+")
    added_at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "board_source"
        constraints = [models.UniqueConstraint(fields=["program", "board", "gathering"], name="board_source_once")]

    def __str__(self) -> str:
        return f"{self.gathering} on {self.board}"


class DraftState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    KEPT = "kept", _("kept")
    GONE = "gone", _("gone")  # merged, split or taken back; the row stays for the history


class DraftTheme(Addressed):
    """A theme on the board: proposed by the machine or made by a person, kept by a person, opened as a theme."""

    board = OwnedForeignKey(Board, on_delete=models.CASCADE, related_name="drafts")
    name = models.CharField(_("name"), max_length=120)
    telling = models.JSONField(default=list)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=DraftState, default=DraftState.PROPOSED)
    theme = OwnedForeignKey(Theme, null=True, related_name="drafts")
    made_by = OwnedForeignKey(Participant, null=True, related_name="+")  # None: the machine
    made_at = models.DateTimeField()
    kept_by = OwnedForeignKey(Participant, null=True, related_name="+")
    kept_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "draft_theme"
        constraints = [
            models.UniqueConstraint(fields=["program", "board", "number"], name="draft_theme_number_once"),
            models.CheckConstraint(condition=~Q(state="kept") | Q(kept_at__isnull=False), name="draft_theme_kept_when"),
        ]

    def __str__(self) -> str:
        return self.name


class BoardText(ProgramOwned):
    """One answer or passage on a board, from one of three sources. The id is random: order could tell who wrote it.

    In no theme: it stands alone, or is set aside. `offered` is the theme it seems to belong to, for a person to say.
    `quoted` is a person's choice to show it to members; only a quotable text can be.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = OwnedForeignKey(Board, on_delete=models.CASCADE, related_name="texts")
    response = OwnedForeignKey(Response, null=True, on_delete=models.CASCADE, related_name="+")
    passage = OwnedForeignKey(Passage, null=True, related_name="+")
    answers_file = OwnedForeignKey(AnswersFile, null=True, related_name="texts")
    text = models.TextField()
    language = models.CharField(max_length=5, blank=True)
    source = models.CharField(max_length=200, blank=True)
    quotable = models.BooleanField(default=False)
    quoted = models.BooleanField(default=False)
    draft = OwnedForeignKey(DraftTheme, null=True, related_name="texts")
    set_aside = models.BooleanField(default=False)
    closeness = models.FloatField(null=True)
    offered = OwnedForeignKey(DraftTheme, null=True, related_name="+")

    class Meta(ProgramOwned.Meta):
        db_table = "board_text"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "board", "response"], condition=Q(response__isnull=False), name="board_text_response"
            ),
            models.UniqueConstraint(
                fields=["program", "board", "passage"], condition=Q(passage__isnull=False), name="board_text_passage"
            ),
            models.CheckConstraint(
                condition=Q(response__isnull=False, passage__isnull=True, answers_file__isnull=True)
                | Q(response__isnull=True, passage__isnull=False, answers_file__isnull=True)
                | Q(response__isnull=True, passage__isnull=True, answers_file__isnull=False),
                name="board_text_one_source",
            ),
            models.CheckConstraint(condition=Q(set_aside=False) | Q(draft__isnull=True), name="board_text_one_place"),
            models.CheckConstraint(condition=Q(quoted=False) | Q(quotable=True), name="board_text_quoted_quotable"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class BoardMove(Addressed):
    """One thing a person did on a board, and what was before, for the undo and for the history."""

    class What(models.TextChoices):
        GROUPED = "grouped", _("took a proposal")
        MOVED = "moved", _("moved texts")
        MADE = "made", _("made a theme")
        MERGED = "merged", _("merged themes")
        SPLIT = "split", _("split a theme")
        RENAMED = "renamed", _("renamed a theme")
        KEPT = "kept", _("kept a theme")
        UNKEPT = "unkept", _("took a decision back")
        SET_ASIDE = "set_aside", _("set texts aside")
        QUOTED = "quoted", _("chose quotes")
        TAKEN = "taken", _("took what was offered")
        BACK = "back", _("went back to the proposal")

    board = OwnedForeignKey(Board, on_delete=models.CASCADE, related_name="history")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=10, choices=What)
    words = models.CharField(max_length=250, blank=True)
    was = models.JSONField(default=dict)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    undone_by = OwnedForeignKey(Participant, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "board_move"
        constraints = [models.UniqueConstraint(fields=["program", "board", "number"], name="board_move_number_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.what}"


class ThemeDecision(Addressed):
    """A version of the decision record: which themes were opened from a board, why, by whom, when.

    `themes` is [{"draft": id, "theme": id, "name": …, "texts": 46, "telling": […], "gatherings": [ids]}] as it stood.
    """

    board = OwnedForeignKey(Board, related_name="decisions")
    version = models.PositiveIntegerField()
    themes = models.JSONField(default=list)
    reason = models.TextField(_("why"), max_length=2000)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "theme_decision"
        constraints = [
            models.UniqueConstraint(fields=["program", "board", "version"], name="theme_decision_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.board}, version {self.version}"
