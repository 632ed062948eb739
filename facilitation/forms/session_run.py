"""Leading a session: which step, and what the screens show."""

from typing import Any, Final

from django import forms

from facilitation.models import MAX_ITEM_MINUTES

WAYS: Final = ("on", "back", "to", "pause", "go-on", "more")
SHOWN: Final = ("step", "theory", "problem", "if", "then", "so_that", "commitments", "indicator")


class StepForm(forms.Form):
    """A way to go from the step that was seen."""

    way = forms.ChoiceField(choices=[(way, way) for way in WAYS])
    seen = forms.IntegerField()
    item = forms.UUIDField(required=False)
    number = forms.IntegerField(required=False, min_value=1, initial=1)

    def clean(self) -> dict[str, Any]:
        """Where to, when it is one step of many."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("way") == "to" and not given.get("item"):
            self.add_error("item", "")
        given["number"] = given.get("number") or 1
        return given


class ShowForm(forms.Form):
    """What the screens show: "step" for what the step itself asks for, else one thing, some with a key."""

    what = forms.RegexField(rf"^({'|'.join(SHOWN)})(:[0-9a-f-]{{36}})?$")

    def shows(self) -> dict[str, str]:
        """As a run keeps it; only after the form was found valid."""
        what, _colon, key = self.cleaned_data["what"].partition(":")
        if what == "step":
            return {}
        return {"kind": what, "pk": key} if key else {"kind": what}


class ShortenForm(forms.Form):
    """An item still to come, with fewer minutes."""

    item = forms.UUIDField()
    was = forms.IntegerField(min_value=1, max_value=MAX_ITEM_MINUTES)
    minutes = forms.IntegerField(min_value=1, max_value=MAX_ITEM_MINUTES)
