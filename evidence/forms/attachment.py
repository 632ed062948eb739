"""Bringing files or a link, and saying what they show."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.models import MAX_ADDRESS, MAX_CAPTION
from evidence.operations.attachment import MOST_AT_ONCE, BroughtFile
from ilc.uploads.kinds import MAX_BYTES
from ilc.uploads.refusals import UploadTooLarge

# Named one by one, so that a telephone hands over a JPEG where it keeps its pictures as HEIC.
ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,.pdf,.docx,.xlsx,.pptx,.csv,.txt"


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once, each no larger than it may be."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, empty where none was chosen."""
        files = [super(ManyFilesField, self).clean(one, initial) for one in data or [] if one]
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(_("Bring at most %(most)s at once."), params={"most": MOST_AT_ONCE})
        if any(one.size > MAX_BYTES for one in files):
            raise forms.ValidationError(str(UploadTooLarge(megabytes=MAX_BYTES // 1_000_000)))
        return files


class CaptionForm(forms.Form):
    """What it shows."""

    caption = forms.CharField(
        label=_("What does it show?"),
        max_length=MAX_CAPTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence, also read aloud to who cannot see it. Name no child."),
    )


class AttachmentForm(CaptionForm):
    """Files, a photo taken now, or a link: one of these."""

    photo = forms.FileField(
        label=_("Take a photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    chosen = ManyFilesField(
        label=_("Choose files"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": ACCEPTED}),
        help_text=_("Photos of work, minutes, slides, tables: pictures, PDF, DOCX, XLSX, PPTX, CSV, text."),
    )
    address = forms.URLField(
        label=_("Or a link"),
        required=False,
        max_length=MAX_ADDRESS,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    shared = forms.BooleanField(
        label=_("Show it to everybody who sees this indicator"),
        required=False,
        help_text=_(
            "Then you say: no child can be recognised in it, not by a face, a name or a voice. Otherwise only people "
            "of your district see it."
        ),
    )

    field_order = ("photo", "chosen", "address", "caption", "shared")

    def clean(self) -> dict[str, Any]:
        """Files or a link, and at least one of them."""
        cleaned = super().clean() or {}
        if not self.errors and bool(self.brought()) == bool(cleaned.get("address")):
            self.add_error("chosen", _("Choose a file or give a link: one of the two."))
        return cleaned

    def brought(self) -> list[BroughtFile]:
        """The files, the photo first."""
        photo = self.cleaned_data.get("photo")
        taken = [photo] if photo else []
        return [BroughtFile(one, one.name) for one in [*taken, *self.cleaned_data.get("chosen", [])]]
