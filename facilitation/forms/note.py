"""A note's words."""

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_NOTE = 5000


class NoteForm(forms.Form):
    """A new note."""

    text = forms.CharField(
        label=_("Write a note"), max_length=MAX_NOTE, widget=forms.Textarea(attrs={"rows": 2, "id": "note-text"})
    )


class ChangeNoteForm(forms.Form):
    """A note written anew. `was` is what the person saw; it may be longer by its line ends."""

    text = forms.CharField(label=_("The note"), max_length=MAX_NOTE, widget=forms.Textarea(attrs={"rows": 3}))
    was = forms.CharField(required=False, max_length=2 * MAX_NOTE, widget=forms.HiddenInput, strip=False)
