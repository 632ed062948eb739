"""A report, as people choose and write it; and what somebody says of a draft."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms import BoundField
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from collectives.models import LANGUAGES, Region
from evidence.engine import report as parts
from evidence.engine.report import in_order, parts_of
from evidence.forms.analysis import AnswerField
from evidence.models import MAX_REMARK, MAX_TITLE, Analysis, Report, ReportKind, ReportPaper
from evidence.operations.report import ReportWords
from evidence.queries.report_part import NAMES, ReportPart, parts_to_choose
from inquiry.engine.writing import clean
from inquiry.models import Indicator

TEXTS = {
    parts.FOREWORD: _("To whom is it, and what do you most want them to know?"),
    parts.OTHERS: _("What would you do again, what differently, and what should the next group know before it begins?"),
    parts.SAW: _("What was hard for students or for teachers? Plain words, as you would say them at a kitchen table."),
    parts.DID: _("What did you and your colleagues do about it?"),
    parts.CAME: _("What is different now? Say what you do not know yet, too."),
}
SHORT = 80
MOST_IN_STORY = 400  # characters of each text: it is to stay on two pages
WHOLE = "program"


class ReportForm(forms.Form):
    """What goes in, in which order, and the words that only the report has."""

    title = forms.CharField(
        label=_("Title"),
        max_length=MAX_TITLE,
        error_messages={"required": _("Give the report a title.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the headings and sentences"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("Your own words stay as you wrote them."),
    )
    paper = forms.ChoiceField(label=_("Paper"), choices=ReportPaper.choices, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        *args: Any,
        report: Report,
        analyses: Sequence[Analysis] = (),
        indicators: Sequence[Indicator] = (),
        **options: Any,
    ) -> None:
        options["initial"] = _initial(report, analyses)
        super().__init__(*args, **options)
        self.report, self.kind = report, report.kind
        self.listed = parts_to_choose(report.kind, report.parts)
        self.indicators = {str(one.pk): one for one in indicators}
        self.analyses = analyses
        for one in self.listed:
            self.fields[f"use-{one.key}"] = forms.BooleanField(label=str(one.name), required=False)
            self.fields[f"place-{one.key}"] = forms.IntegerField(
                label=_("Place of “%(part)s”") % {"part": one.name},
                min_value=1,
                max_value=len(self.listed),
                required=False,
                widget=forms.NumberInput(attrs={"class": "short"}),
            )
        for name in self._texts:
            self.fields[name] = AnswerField(label=str(NAMES[name]), help_text=TEXTS[name], rows=4, required=False)
            if self.kind == ReportKind.STORY:
                self.fields[name].validators.append(MaxLengthValidator(MOST_IN_STORY))
        if parts.ANALYSES in parts_of(self.kind) and analyses:
            self.fields["analyses"] = forms.MultipleChoiceField(
                label=_("Which analyses go in?"),
                choices=[(str(one.pk), Truncator(one.seen).chars(SHORT)) for one in analyses],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if self.kind == ReportKind.STORY:
            offered = [(pk, one.text) for pk, one in self.indicators.items()]
            self.fields["indicator"] = forms.ChoiceField(
                label=_("Which line shows it best?"), choices=[("", _("none yet")), *offered], required=False
            )

    @property
    def _texts(self) -> list[str]:
        return [name for name in TEXTS if name in parts_of(self.kind)]

    @property
    def texts(self) -> list[BoundField]:
        """The fields of its own words, in the order in which their parts stand."""
        return [self[one.key] for one in self.listed if one.key in TEXTS]

    @property
    def part_rows(self) -> list[tuple[ReportPart, BoundField, BoundField]]:
        """Each part with whether it goes in and its place."""
        return [(one, self[f"use-{one.key}"], self[f"place-{one.key}"]) for one in self.listed]

    def words(self) -> ReportWords:
        """What the operation takes."""
        said = self.cleaned_data
        chosen = [one.key for one in self.listed if said[f"use-{one.key}"]]
        places = [(one.key, said[f"place-{one.key}"] or one.number) for one in self.listed]
        return ReportWords(
            title=clean(said["title"]).text.strip(),
            language=said["language"],
            paper=said["paper"],
            parts=in_order(self.kind, chosen=chosen, places=places),
            left_out=self._left_out(),
            indicator=self.indicators.get(said.get("indicator", "")),
            **{name: said[name] for name in self._texts},
        )

    def _left_out(self) -> list[UUID]:
        """The analyses that were offered and not chosen, and those that were left out while they stand no more."""
        offered = {one.pk for one in self.analyses}
        kept = {UUID(name) for name in self.cleaned_data.get("analyses", [])}
        return sorted((offered - kept) | (set(self.report.left_out) - offered))


class ReportCommentForm(forms.Form):
    """What somebody says of a part of the draft."""

    text = forms.CharField(
        label=_("What would make it better?"),
        max_length=MAX_REMARK,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what you would say to those who write it.")},
    )
    part = forms.ChoiceField(label=_("About"), required=False)

    def __init__(self, *args: Any, report: Report, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = [(name, NAMES[name]) for name in report.parts]
        self.fields["part"] = forms.ChoiceField(
            label=_("About"), required=False, choices=[("", _("the whole report")), *chosen]
        )

    def clean_text(self) -> str:
        """Without what no page can show."""
        return clean(self.cleaned_data["text"]).text.strip()


def _initial(report: Report, analyses: Sequence[Analysis]) -> dict[str, Any]:
    listed = parts_to_choose(report.kind, report.parts)
    initial: dict[str, Any] = {name: getattr(report, name) for name in ("title", "language", "paper", "version")}
    initial |= {name: getattr(report, name) for name in TEXTS}
    initial |= {f"use-{one.key}": one.chosen for one in listed} | {f"place-{one.key}": one.number for one in listed}
    initial["analyses"] = [str(one.pk) for one in analyses if one.pk not in set(report.left_out)]
    initial["indicator"] = str(report.indicator.pk) if report.indicator else ""
    return initial


class KnowledgeForm(forms.Form):
    """About which region, or about the whole program."""

    def __init__(self, *args: Any, regions: Iterable[Region], whole: str, **options: Any) -> None:
        """`whole` names the program for those who may report on all of it."""
        super().__init__(*args, **options)
        self.regions = {str(one.pk): one for one in regions}
        offered = [(pk, one.name) for pk, one in self.regions.items()]
        if whole:
            offered.insert(0, (WHOLE, whole))
        self.fields["about"] = forms.ChoiceField(
            label=_("About"),
            choices=offered,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose whom it is to tell of.")},
        )

    @property
    def region(self) -> Region | None:
        """The region; None for the whole program."""
        return self.regions.get(self.cleaned_data["about"])
