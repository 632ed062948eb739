"""Something for a theme's shelf."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.queries.library import list_protocols


class ResourceForm(forms.Form):
    """A protocol, or a title with an address; and why it is here."""

    protocol = forms.ChoiceField(
        label=_("A protocol of the library"),
        choices=lambda: [("", _("none")), *((one.key, one.name) for one in list_protocols())],
        required=False,
    )
    title = forms.CharField(label=_("Or something elsewhere: its title"), max_length=200, required=False)
    url = forms.URLField(label=_("Its address"), max_length=500, required=False)
    note = forms.CharField(
        label=_("Why it is here"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 1})
    )

    def clean(self) -> dict[str, Any]:
        """One thing, and whole."""
        given = super().clean() or {}
        elsewhere = bool(given.get("title")), bool(given.get("url"))
        if given.get("protocol") and any(elsewhere):
            self.add_error("title", _("Either a protocol or something elsewhere: which of them?"))
        elif not given.get("protocol") and not all(elsewhere) and not self.errors:
            field = "url" if elsewhere[0] else "title"
            self.add_error(field, _("A thing from elsewhere has a title and an address."))
        return given
