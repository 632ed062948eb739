"""Adding an improvement plan."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_PASTED: Final = 500_000  # characters
MAX_MEGABYTES: Final = 25


class PlanForm(forms.Form):
    """What it is called, and the plan as a file or pasted."""

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

    def clean_file(self) -> Any:
        """Not larger than a document may be."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_MEGABYTES * 1_000_000:
            raise forms.ValidationError(
                _("This file is larger than %(megabytes)s MB. Save the pages that state your goals as a smaller file.")
                % {"megabytes": MAX_MEGABYTES}
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) == bool((cleaned.get("pasted") or "").strip()):
            self.add_error("file", _("Choose a file or paste the text: one of the two."))
        return cleaned
