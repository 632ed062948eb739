"""Adding an improvement plan."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.forms.file_or_pasted import FileOrPastedForm
from ilc.documents.reading import MAX_BYTES
from ilc.documents.refusals import DocumentTooLarge

MAX_PASTED: Final = 500_000  # characters


class PlanForm(FileOrPastedForm):
    """What it is called, and the plan as a file or pasted."""

    most_bytes = MAX_BYTES
    too_large = DocumentTooLarge
    one_of_two = _("Choose a file or paste the text: one of the two.")

    title = forms.CharField(
        label=_("Whose plan is it?"),
        max_length=150,
        help_text=_("It stands under each passage on the board, for example: Oakfield."),
    )
    file = forms.FileField(
        label=_("A PDF or Word file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.txt"}),
    )
    pasted = forms.CharField(
        label=_("Or its text, pasted"),
        required=False,
        max_length=MAX_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
