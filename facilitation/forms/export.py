"""What somebody wants to take along, and as what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from facilitation.queries.export import FORMAT_WORDS, ExportFormat, ExportSubject


class ExportForm(forms.Form):
    """Which of the places one may export, and the format. Where there is one place alone, it is not asked."""

    place = forms.ChoiceField(label=_("What to take along"), widget=forms.RadioSelect)
    form = forms.ChoiceField(label=_("As what"), widget=forms.RadioSelect, initial=ExportFormat.XLSX)

    def __init__(self, *args: Any, places: Sequence[tuple[ExportSubject, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._subjects = {subject.place: subject for subject, _words in places}
        form, place = self.fields["form"], self.fields["place"]
        assert isinstance(form, forms.ChoiceField)
        assert isinstance(place, forms.ChoiceField)
        form.choices = [
            (key.value, format_html("{} <span class='soft'>{}</span>", name, about))
            for key, (name, about) in FORMAT_WORDS.items()
        ]
        place.choices = [(subject.place, words) for subject, words in places]
        place.initial = places[0][0].place
        if len(places) == 1:
            del self.fields["place"]

    def subject(self) -> ExportSubject:
        """What was chosen."""
        chosen = self.cleaned_data.get("place") or next(iter(self._subjects))
        subject = self._subjects[chosen]
        return ExportSubject(subject.what, ExportFormat(self.cleaned_data["form"]), subject.collective)
