"""Writing a gathering: its words side by side in every language, whom it asks, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collectives.models import Gathering, GatheringKind, Participant, QuestionKind
from collectives.models.user import LANGUAGES
from collectives.operations.gathering import GatheringSettings

AT = "%Y-%m-%dT%H:%M"
ASKS = [
    ("everyone", _("Everyone in the program, by a link in their mail")),
    ("chosen", _("People I choose, by a link in their mail")),
    ("code", _("Whoever has the code that is shown in the room")),
]
NAMED_OR_NOT = [("anonymous", _("Anonymous: nobody learns who said what")), ("named", _("With names"))]


@dataclass(frozen=True)
class Side:
    """The fields of one language, which stand beside those of the others."""

    code: str
    name: str
    fields: list[forms.BoundField]


class KindForm(forms.Form):
    """What kind of gathering."""

    kind = forms.ChoiceField(choices=GatheringKind.choices)


class QuestionKindForm(forms.Form):
    """What kind of question."""

    kind = forms.ChoiceField(choices=QuestionKind.choices, label=_("Kind of question"))


class MoveForm(forms.Form):
    direction = forms.ChoiceField(choices=[("up", ""), ("down", "")])


class ClosesForm(forms.Form):
    """When it closes by itself."""

    closes_at = forms.DateTimeField(
        label=_("It closes by itself"),
        help_text=_("Left open, it stays open until somebody closes it."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "short"}, format=AT),
    )


class GatheringForm(ClosesForm):
    """A draft's words and settings. `order` of languages: the program's first."""

    anonymous = forms.ChoiceField(
        label=_("Names"),
        choices=NAMED_OR_NOT,
        help_text=_("Settled when it is opened, and never changed afterwards."),
        widget=forms.RadioSelect,
    )
    asks = forms.ChoiceField(label=_("Whom it asks"), choices=ASKS, widget=forms.RadioSelect)
    field_order = ["anonymous", "asks", "closes_at"]

    def __init__(self, data: Any = None, *, gathering: Gathering, first: str, everyone: bool) -> None:
        initial = {
            "anonymous": "anonymous" if gathering.anonymous else "named",
            "asks": gathering.asks,
            "closes_at": gathering.closes_at,
        }
        super().__init__(data, initial=initial)
        if not everyone:
            self.fields["asks"].choices = ASKS[1:]  # type: ignore[attr-defined]  # a ChoiceField
        self.languages = sorted(LANGUAGES, key=lambda one: one[0] != first)
        for code, _name in self.languages:
            self.fields[f"title_{code}"] = _line(_("Title"), gathering.title.get(code, ""), code, most=200)
            self.fields[f"intro_{code}"] = _lines(_("What it is for"), gathering.intro.get(code, ""), code, most=1000)

    def clean(self) -> dict[str, Any]:
        """Some title there must be."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"title_{code}") for code, _name in self.languages):
            self.add_error(f"title_{self.languages[0][0]}", _("Give it a title in at least one language."))
        return cleaned

    @property
    def sides(self) -> list[Side]:
        """The words, language by language."""
        return sides(self, self.languages, ["title", "intro"])

    def settings(self) -> GatheringSettings:
        """What was settled."""
        said = self.cleaned_data
        return GatheringSettings(
            title=by_language(said, "title"),
            intro=by_language(said, "intro"),
            anonymous=said["anonymous"] == "anonymous",
            asks=said["asks"],
            closes_at=said["closes_at"],
        )


class ChoosePeopleForm(forms.Form):
    """People to ask: those ticked, or all that were found; or one to ask no longer."""

    people = forms.ModelMultipleChoiceField(Participant.objects.none(), required=False)
    everyone = forms.BooleanField(required=False)
    without = forms.ModelChoiceField(Participant.objects.none(), required=False)

    def __init__(self, data: Any, *, found: QuerySet[Participant], chosen: QuerySet[Participant]) -> None:
        super().__init__(data)
        self.found = found
        self.fields["people"].queryset = found  # type: ignore[attr-defined]  # ModelChoiceFields
        self.fields["without"].queryset = chosen  # type: ignore[attr-defined]  # likewise

    def clean(self) -> dict[str, Any]:
        """Somebody it must be."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in ("people", "everyone", "without")):
            self.add_error(None, _("Tick somebody first."))
        return cleaned

    @property
    def asks(self) -> bool:
        """Whether they are to be asked, or no longer."""
        return self.cleaned_data["without"] is None

    def people_chosen(self) -> list[Participant]:
        """Whom it is about."""
        if self.cleaned_data["without"]:
            return [self.cleaned_data["without"]]
        return list(self.found if self.cleaned_data["everyone"] else self.cleaned_data["people"])


def sides(form: forms.Form, languages: list[tuple[str, str]], names: list[str]) -> list[Side]:
    """Fields called <name>_<language>, language by language."""
    return [Side(code, name, [form[f"{field}_{code}"] for field in names]) for code, name in languages]


def by_language(said: Mapping[str, Any], name: str) -> dict[str, str]:
    """The words of such fields."""
    return {code: said.get(f"{name}_{code}") or "" for code, _name in LANGUAGES}


def _line(label: Any, text: str, code: str, *, most: int) -> forms.CharField:
    box = forms.TextInput(attrs={"class": "words", "lang": code})
    return forms.CharField(label=label, initial=text, required=False, max_length=most, widget=box)


def _lines(label: Any, text: str, code: str, *, most: int) -> forms.CharField:
    box = forms.Textarea(attrs={"lang": code, "rows": 3})
    return forms.CharField(label=label, initial=text, required=False, max_length=most, widget=box)
