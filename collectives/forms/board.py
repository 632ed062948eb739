"""What one writes about a board, and what is done with chosen texts."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collectives.models import Gathering
from collectives.queries.board_source import telling_name
from ilc.pages import named_key, named_number

ALONE, ASIDE, NEW = "alone", "aside", "new"
QUOTE, NO_QUOTE = "quote", "no-quote"


class BoardForm(forms.Form):
    """Name, and the gatherings whose answers come to it."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("For example the cycle: Themes for 2026–27."), initial=_("Themes")
    )
    gatherings = forms.ModelMultipleChoiceField(
        label=_("Answers of these gatherings"),
        queryset=Gathering.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, gatherings: QuerySet[Gathering], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["gatherings"].queryset = gatherings  # type: ignore[attr-defined]  # its own
        self.fields["gatherings"].label_from_instance = telling_name  # type: ignore[attr-defined]  # the same
        if not gatherings:
            del self.fields["gatherings"]


class MoveForm(forms.Form):
    """What is done with chosen texts: `to` is a theme's id, "alone", "aside", "new" (with a name), or about quotes."""

    to = forms.CharField(max_length=40, error_messages={"required": _("Choose where these texts go.")})
    name = forms.CharField(max_length=120, required=False)
    seen = forms.IntegerField(required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        """A new theme has a name."""
        cleaned = super().clean() or {}
        if cleaned.get("to") == NEW and not cleaned.get("name"):
            self.add_error("name", _("Give the new theme a name: what would these leaders call it?"))
        return cleaned

    def texts(self) -> list[UUID]:
        """The texts that were chosen."""
        return chosen_texts(self.data)

    def target(self) -> UUID | None:
        """The theme they go to, if they go to one."""
        return named_key(self.cleaned_data["to"])

    def complaint(self) -> str:
        """The first thing it asks for."""
        return next(str(error) for errors in self.errors.values() for error in errors)


class DraftForm(forms.Form):
    """A theme's name on the board; or with what it is merged; or into how many it is split."""

    name = forms.CharField(label=_("Name"), max_length=120)


def chosen_texts(sent: Any) -> list[UUID]:
    """The ids among what was sent as `texts`; what is no id is passed over."""
    return [key for one in sent.getlist("texts") if (key := named_key(one))]


def seen_change(sent: Any) -> int | None:
    """The number of the change that the page showed."""
    return named_number(sent.get("seen", ""))
