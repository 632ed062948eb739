"""What another program published, where both programs agreed: a frozen copy that belongs to whoever reads it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from collectives.models import LANGUAGES
from evidence.models.learning_summary import MAX_LEARNED, MAX_LEARNING_WORD, MAX_SUMMARY_TITLE
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned


class LibraryCopy(Addressed):
    """A published summary of another program, as it was frozen there; it goes when it is withdrawn there.

    `origin` and `from_program` name its summary and program, which this program cannot read. What one looks for by is
    frozen with it.
    """

    origin = models.UUIDField()
    from_program = models.BigIntegerField()
    from_name = models.CharField(max_length=200)
    title = models.CharField(max_length=MAX_SUMMARY_TITLE)
    tried = models.TextField(max_length=MAX_LEARNED, blank=True)
    learned = models.TextField(max_length=MAX_LEARNED, blank=True)
    helped = models.TextField(max_length=MAX_LEARNED, blank=True)
    hindered = models.TextField(max_length=MAX_LEARNED, blank=True)
    for_others = models.TextField(max_length=MAX_LEARNED, blank=True)
    language = models.CharField(max_length=5, choices=LANGUAGES)
    snapshot = models.JSONField()
    phase = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    data_types = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    positions = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    published_at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "library_copy"
        constraints = [models.UniqueConstraint(fields=["program", "origin"], name="library_copy_once")]

    def __str__(self) -> str:
        return self.title


class LibraryCopyWord(ProgramOwned):
    """That a copy holds a word, as `LearningWord` says it of the program's own summaries."""

    word = models.CharField(max_length=MAX_LEARNING_WORD, db_collation="C")
    copy = OwnedForeignKey(LibraryCopy, on_delete=models.CASCADE, related_name="words")
    weight = models.PositiveSmallIntegerField()
    places = ArrayField(models.IntegerField(), null=True)

    class Meta(ProgramOwned.Meta):
        db_table = "library_copy_word"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "word", "copy"], include=["weight"], name="library_copy_word_once"
            ),
        ]

    def __str__(self) -> str:
        return self.word
