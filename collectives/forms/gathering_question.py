"""Wording one question, side by side in every language, with what its kind needs."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.forms.gathering import Side, by_language, sides
from collectives.models import GatheringQuestion, QuestionKind
from collectives.models.user import LANGUAGES
from collectives.operations.gathering_question import MOST_OPTIONS, QuestionWords

_WITH_OPTIONS: Final = {QuestionKind.CHOICE, QuestionKind.RANKING, QuestionKind.DOTS}
_EMPTY_ROWS: Final = 2  # that stand ready for more options


class QuestionForm(forms.Form):
    """`sides` are the words, `rows` the options, and the plain fields what the kind settles."""

    required = forms.BooleanField(label=_("People need to answer this one"), required=False)

    def __init__(self, data: Any = None, *, question: GatheringQuestion, first: str) -> None:
        super().__init__(data, initial={"required": question.required})
        self.question = question
        self.languages = sorted(LANGUAGES, key=lambda one: one[0] != first)
        self.words = ["words", "guide"] + (["low", "high"] if question.kind == QuestionKind.SCALE else [])
        for code, _name in self.languages:
            self.fields[f"words_{code}"] = _box(_("Question"), question.words.get(code, ""), code, rows=2)
            self.fields[f"guide_{code}"] = _box(_("What helps to think about it"), question.guide.get(code, ""), code)
        self._add_settings(question.settings)
        self.numbers: list[int] = []
        if question.kind in _WITH_OPTIONS:
            self._add_options(question.options)

    def _add_settings(self, now: Any) -> None:
        if self.question.kind == QuestionKind.SCALE:
            self.fields["lowest"] = _number(_("Lowest step"), now.get("lowest", 1), 0, 1)
            self.fields["highest"] = _number(_("Highest step"), now.get("highest", 5), 2, 10)
            for code, _name in self.languages:
                self.fields[f"low_{code}"] = _box(_("What the lowest means"), now.get("low", {}).get(code, ""), code)
                self.fields[f"high_{code}"] = _box(_("What the highest means"), now.get("high", {}).get(code, ""), code)
        elif self.question.kind == QuestionKind.CHOICE:
            self.fields["many"] = forms.BooleanField(
                label=_("Several may be chosen"), required=False, initial=now.get("many", False)
            )
        elif self.question.kind == QuestionKind.RANKING:
            self.fields["most"] = _number(_("How many places are given"), now.get("most", 3), 1, 5)
        elif self.question.kind == QuestionKind.DOTS:
            self.fields["dots"] = _number(_("How many dots each person has"), now.get("dots", 5), 1, 20)

    def _add_options(self, options: list[dict[str, Any]]) -> None:
        there = len(options)
        count = min(max(there + _EMPTY_ROWS, 4), MOST_OPTIONS)
        self.numbers = list(range(count))
        for number in self.numbers:
            option: dict[str, Any] = options[number] if number < there else {"key": "", "words": {}}
            key = forms.CharField(initial=option["key"], required=False, max_length=1, widget=forms.HiddenInput)
            self.fields[f"o{number}_key"] = key
            for code, _name in self.languages:
                label = _("Option %(number)d") % {"number": number + 1}
                self.fields[f"o{number}_{code}"] = _box(label, option["words"].get(code, ""), code, rows=0)

    @property
    def sides(self) -> list[Side]:
        """The words, language by language."""
        return sides(self, self.languages, self.words)

    @property
    def rows(self) -> list[tuple[forms.BoundField, list[tuple[str, str, forms.BoundField]]]]:
        """The options: a hidden key, and the words in each language."""
        return [
            (self[f"o{number}_key"], [(code, name, self[f"o{number}_{code}"]) for code, name in self.languages])
            for number in self.numbers
        ]

    @property
    def plain(self) -> list[forms.BoundField]:
        """What the kind settles, and whether an answer is needed."""
        return [self[name] for name in ("lowest", "highest", "many", "most", "dots", "required") if name in self.fields]

    def said(self) -> QuestionWords:
        """What was written. Options without words in any language fall away."""
        clean = self.cleaned_data
        settings: dict[str, Any] = {
            name: clean[name] for name in ("lowest", "highest", "many", "most", "dots") if name in clean
        }
        if self.question.kind == QuestionKind.SCALE:
            settings |= {"low": by_language(clean, "low"), "high": by_language(clean, "high")}
        known = {option["key"] for option in self.question.options}
        options = []
        for number in self.numbers:
            words, key = by_language(clean, f"o{number}"), clean.get(f"o{number}_key", "")
            if any(words.values()):
                options.append((key if key in known else "", words))
                known.discard(key)
        return QuestionWords(
            words=by_language(clean, "words"),
            guide=by_language(clean, "guide"),
            options=options,
            settings=settings,
            required=clean["required"],
        )

    def clean(self) -> dict[str, Any]:
        """Some words there must be."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"words_{code}") for code, _name in self.languages):
            self.add_error(f"words_{self.languages[0][0]}", _("Write the question in at least one language."))
        return cleaned


def _box(label: Any, text: str, code: str, *, rows: int = 1) -> forms.CharField:
    attributes = {"class": "words", "lang": code}
    box = forms.Textarea(attrs=attributes | {"rows": rows}) if rows else forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, initial=text, required=False, max_length=500, widget=box)


def _number(label: Any, now: int, least: int, most: int) -> forms.IntegerField:
    box = forms.NumberInput(attrs={"class": "short"})
    return forms.IntegerField(label=label, initial=now, min_value=least, max_value=most, widget=box)
