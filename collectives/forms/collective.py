"""What one writes about a collective."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.models import LANGUAGES, Collective, Theme


class CollectiveForm(forms.Form):
    """Name, theme and language. Themes that are set aside are offered only to a collective that has one."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("What members will call it. A few words about the work say more than a number."),
    )
    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("Theme"), empty_label=_("Choose a theme"))
    language = forms.ChoiceField(label=_("Language of its placemat"), choices=LANGUAGES)

    def __init__(self, *args: Any, themes: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ModelChoiceField)
        theme.queryset = themes

    @staticmethod
    def now(collective: Collective) -> dict[str, Any]:
        """What the fields say at first."""
        return {"name": collective.name, "theme": collective.theme_id, "language": collective.language}


class NewCollectiveForm(CollectiveForm):
    """The same, and whether it is the facilitators' own. That is settled when it is made."""

    for_facilitators = forms.BooleanField(
        label=_("It is for the facilitators themselves"),
        required=False,
        help_text=_(
            "Only facilitators get a seat. Their sessions begin with what they agreed to share after their own."
        ),
    )


class ReasonForm(forms.Form):
    """Why: a sentence that history keeps."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("One sentence. It stays in the collective’s history, with your name."),
    )
