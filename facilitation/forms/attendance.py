"""One answer, one mark."""

from django import forms

from facilitation.models import Came, Coming


class ComingForm(forms.Form):
    """Whether one comes; empty takes the answer back."""

    coming = forms.ChoiceField(choices=[("", ""), *Coming.choices], required=False)


class CameForm(forms.Form):
    """How a person came; empty takes the mark back."""

    participant = forms.UUIDField()
    came = forms.ChoiceField(choices=[("", ""), *Came.choices], required=False)


class HereForm(forms.Form):
    """That one is here, in the room or online, or goes before the end."""

    here = forms.ChoiceField(choices=[("room", ""), ("online", ""), ("left", "")])
