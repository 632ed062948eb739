"""Whom a rule of a formation speaks of: ticked, or by lines of e-mails; and which suggested pairs."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from collectives.models import FormationRule, Participant
from collectives.queries.formation_rule import Suggestion

KINDS = [(value, capfirst(label)) for value, label in FormationRule.Kind.choices]
MOST_LINES = 500
BETWEEN = re.compile(r"[\s,;]+")
EVALUATES = _("evaluates them")


class _KindAndReason(forms.Form):
    kind = forms.ChoiceField(label=_("What"), choices=KINDS, widget=forms.RadioSelect(attrs={"class": "across"}))
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=500,
        help_text=_("For those who form the collectives: “evaluates them”, “married”, “want to learn together”."),
    )


class RuleForm(_KindAndReason):
    """A rule about the people who are ticked."""

    people = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        error_messages={
            "required": _("Find people and tick two or more."),
            "invalid_choice": _("Somebody you ticked has left the program meanwhile."),
        },
    )

    def __init__(self, *args: Any, people: QuerySet[Participant], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


class RuleListForm(_KindAndReason):
    """A rule for each line of e-mails."""

    lines = forms.CharField(
        label=_("E-mails"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("One rule to a line, with the e-mails of the people it is about, between spaces or commas."),
    )

    def __init__(self, *args: Any, people: QuerySet[Participant], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = people

    def clean_lines(self) -> list[list[Participant]]:
        """Whom each line is about. An e-mail that nobody has is named with its line."""
        lines = [BETWEEN.split(line.strip()) for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(
                _("%(count)d lines are too many at once. Bring in %(most)d, then the others."),
                params={"count": len(lines), "most": MOST_LINES},
            )
        wanted = {email.lower() for line in lines for email in line if email}
        rows = self.people.annotate(lower=Lower("email")).filter(lower__in=wanted)
        known = {person.email.lower(): person for person in rows}
        for number, line in enumerate(lines, 1):
            for email in line:
                if email and email.lower() not in known:
                    raise forms.ValidationError(
                        _("Line %(line)d: nobody here has the e-mail %(email)s."),
                        params={"line": number, "email": email},
                    )
        return [[known[email.lower()] for email in line if email] for line in lines]


class SuggestedForm(forms.Form):
    """Which of the suggested pairs are kept apart."""

    pairs = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick the pairs to keep apart."),
            "invalid_choice": _("A pair you ticked is kept apart already, or has left. Look at the list again."),
        },
    )
    reason = forms.CharField(label=_("Why"), required=False, max_length=500, initial=EVALUATES)

    def __init__(self, *args: Any, pairs: Sequence[Suggestion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.suggested = pairs
        self.fields["pairs"].choices = [(one.key, one.key) for one in pairs]  # type: ignore[attr-defined]  # its own

    def chosen(self) -> list[Suggestion]:
        """The pairs that were ticked, once the form is valid."""
        return [one for one in self.suggested if one.key in self.cleaned_data["pairs"]]
