"""The fields of a figure, by the kind of its measure, and reading them."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.engine.figures import Figures
from evidence.engine.numbers import Figure, read_count, read_figure
from evidence.models import MAX_WORDS, Measure, MeasureKind

DECIMAL: Final = {"inputmode": "decimal", "autocomplete": "off", "class": "form-control figure"}
WHOLE: Final = {"inputmode": "numeric", "autocomplete": "off", "class": "form-control figure"}
HIDDEN: Final = gettext_lazy(
    "The source hides this small group. Bring the full figure, it stays in your district, or leave it out."
)
MOST_TYPED: Final = 40


def figure_fields(measure: Measure, *, prefix: str = "", required: bool = True) -> dict[str, forms.Field]:
    """The fields for one figure; `prefix` tells the figures of several groups apart."""
    match measure.kind:
        case MeasureKind.VALUE:
            people = gettext_lazy("Of how many people, if you know")
            return {
                f"{prefix}value": _typed(gettext_lazy("The number"), DECIMAL, required),
                f"{prefix}denominator": _typed(people, WHOLE, required=False),
            }
        case MeasureKind.SHARE | MeasureKind.YES_NO:
            seen = measure.kind == MeasureKind.YES_NO
            part = gettext_lazy("Seen in") if seen else gettext_lazy("How many")
            whole = gettext_lazy("of how many visits") if seen else gettext_lazy("of how many")
            return {
                f"{prefix}numerator": _typed(part, WHOLE, required),
                f"{prefix}denominator": _typed(whole, WHOLE, required=False),
            }
        case MeasureKind.SCALE:
            return {
                f"{prefix}level_{place}": _typed(level, WHOLE, required=False)
                for place, level in enumerate(measure.scale)
            }
    words = forms.CharField(
        label=gettext_lazy("What was said or seen"),
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Without names, and nothing by which a child could be recognised."),
    )
    return {f"{prefix}words": words}


def initial_figures(measure: Measure, said: Figures, *, prefix: str = "") -> dict[str, Any]:
    """What the fields begin with where a figure stands already."""
    if measure.kind == MeasureKind.SCALE:
        return {f"{prefix}level_{place}": count for place, count in enumerate(said.counts or [])}
    names = ("value", "numerator", "denominator", "words")
    shown = {f"{prefix}{name}": getattr(said, name) for name in names if getattr(said, name) is not None}
    if isinstance(said.value, float) and said.value.is_integer():
        shown[f"{prefix}value"] = int(said.value)
    return shown


def read_figures(form: forms.Form, measure: Measure, *, prefix: str = "") -> Figures | None:
    """What the fields say; None where they are all empty, or after an error was put beside one of them."""
    said: Mapping[str, str] = {
        name.removeprefix(prefix): str(form.cleaned_data.get(name) or "").strip()
        for name in figure_fields(measure, prefix=prefix)
    }
    if not any(said.values()):
        return None
    try:
        return _read(measure, said)
    except _WrongFigure as wrong:
        form.add_error(f"{prefix}{wrong.field}", wrong.reason)
        return None


class _WrongFigure(Exception):
    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field)
        self.field, self.reason = field, reason


def _typed(label: Any, attributes: dict[str, str], required: bool) -> forms.CharField:
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, max_length=MOST_TYPED, required=required, widget=widget)


def _read(measure: Measure, said: Mapping[str, str]) -> Figures:
    match measure.kind:
        case MeasureKind.VALUE:
            return Figures(value=_number("value", said["value"]), denominator=_people(said["denominator"]))
        case MeasureKind.SHARE | MeasureKind.YES_NO:
            return _share(said)
        case MeasureKind.SCALE:
            counts = [_count(name, text or "0") for name, text in said.items()]
            if not sum(counts):
                raise _WrongFigure("level_0", _("Nobody answered? Then there is nothing to enter."))
            return Figures(counts=counts)
    return Figures(words=said["words"].replace("\r\n", "\n"))


def _share(said: Mapping[str, str]) -> Figures:
    if not said["denominator"]:
        figure = _figure("numerator", said["numerator"])
        if figure.kind != "part":
            raise _WrongFigure("denominator", _("Of how many? Without it nobody can tell what the figure means."))
        numerator, denominator = figure.numerator, figure.denominator
    else:
        numerator, denominator = _count("numerator", said["numerator"]), _count("denominator", said["denominator"])
    if not denominator:
        raise _WrongFigure("denominator", _("Of none? Then there is nothing to enter."))
    if numerator > denominator:
        raise _WrongFigure("numerator", _("That is more than there are. Are the two numbers exchanged?"))
    return Figures(numerator=numerator, denominator=denominator)


def _people(text: str) -> int | None:
    return _count("denominator", text) if text else None


def _count(field: str, text: str) -> int:
    _figure(field, text)
    count = read_count(text)
    if count is None:
        raise _WrongFigure(field, _("This needs a whole number, such as 22."))
    return count


def _number(field: str, text: str) -> float:
    figure = _figure(field, text)
    if figure.kind not in {"number", "percent"}:
        raise _WrongFigure(field, _("This needs a number, such as 3.5 or 62 %."))
    return figure.value


def _figure(field: str, text: str) -> Figure:
    figure = read_figure(text)
    if figure.kind == "hidden":
        raise _WrongFigure(field, str(HIDDEN))
    if figure.kind == "unclear":
        raise _WrongFigure(field, _("This can be read in two ways. Write it without the sign between the thousands."))
    return figure
