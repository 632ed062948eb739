"""Naming a code, choosing words for it."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.models import MAX_CODE_NAME
from ilc.pages import named_key


class CodeForm(forms.Form):
    """What a code is called."""

    name = forms.CharField(
        max_length=MAX_CODE_NAME,
        error_messages={
            "required": _("What do these words have in common? A few words are plenty."),
            "max_length": _("A code is short: %(limit_value)d characters fit, and these are %(show_value)d."),
        },
    )

    @property
    def why(self) -> str:
        """What is wrong with the name."""
        return " ".join(str(one) for one in self.errors.get("name", ()))


class ChosenForm(forms.Form):
    """Words that were chosen, and what is done with them: `to` a code, "new" for one of a `name`, `off` a code.

    `one` is a chip that was pressed: the words and the code to take off.
    """

    to = forms.CharField(required=False, max_length=36)
    off = forms.UUIDField(required=False)
    one = forms.CharField(required=False, max_length=73)
    name = forms.CharField(required=False)

    def chosen(self) -> list[UUID]:
        """The words; what names none is left out."""
        texts = [self.pressed[0]] if self.pressed else self.data.getlist("texts")  # type: ignore[attr-defined]  # a QueryDict
        return [pk for pk in map(named_key, texts) if pk is not None]

    @property
    def pressed(self) -> tuple[str, str] | None:
        """The words and the code of the chip."""
        point, _colon, code = self.cleaned_data.get("one", "").partition(":")
        return (point, code) if code else None


class GroupForm(forms.Form):
    """A proposed group, by its number; without one it is about all of them."""

    key = forms.IntegerField(required=False, min_value=1, max_value=99)
