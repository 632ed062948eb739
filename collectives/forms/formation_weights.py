"""What matters how much in a formation, in words. The numbers behind the words are tenths of a point of the engine."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

LEVELS: Final = [
    (0, _("does not matter")),
    (1, _("matters a little")),
    (2, _("matters")),
    (3, _("matters much")),
    (4, _("matters most")),
]
# Tenths of a point at each level. The usual weights of the engine stand among them.
TENTHS: Final[Mapping[str, Sequence[int]]] = {
    "choices": (0, 15, 30, 60, 120),
    "positions": (0, 2, 4, 8, 16),
    "districts": (0, 10, 20, 40, 80),
    "regions": (0, 5, 10, 20, 40),
    "rural_with_large": (0, 20, 40, 80, 160),  # once for a collective, the others for each that meets there
    "alone": (0, 5, 10, 20, 40),
    "third_last_cycle": (0, 10, 20, 40, 80),
}
USUAL: Final = {"choices": 60, "positions": 4, "districts": 20}
LABELS: Final = {
    "choices": _("First choices"),
    "positions": _("Mix of positions"),
    "districts": _("Mix of districts"),
    "regions": _("Mix of regions"),
    "rural_with_large": _("Rural with large"),
    "alone": _("Nobody alone of their position"),
    "third_last_cycle": _("First choices for last time’s third choices"),
}


class WeightsForm(forms.Form):
    """A level for each thing that can matter. Without places that are rural and others that are large, no such one."""

    def __init__(self, *args: Any, weights: Mapping[str, Any], rural_and_large: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.before = weights
        for name in TENTHS:
            if name == "rural_with_large" and not rural_and_large:
                continue
            self.fields[name] = forms.TypedChoiceField(
                label=LABELS[name],
                choices=LEVELS,
                coerce=int,
                initial=_level(name, weights.get(name)),
                widget=forms.RadioSelect(attrs={"class": "across"}),
            )

    def weights(self) -> dict[str, Any]:
        """The weights by name as a formation keeps them; those that have no field stay as they were."""
        chosen = {name: TENTHS[name][self.cleaned_data[name]] for name in self.fields}
        first = chosen.pop("choices")
        return {**self.before, **chosen, "choices": [first, first * 2 // 3, first // 3]}


def _level(name: str, weight: Any) -> int:
    """The level that is nearest to a weight."""
    first = weight[0] if isinstance(weight, list | tuple) and weight else weight
    value = USUAL.get(name, 0) if first is None else int(first)
    return min(range(len(TENTHS[name])), key=lambda level: abs(TENTHS[name][level] - value))
