"""Names of student groups."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = 120
MOST = 30


class GroupsForm(forms.Form):
    """A kind, and the groups of it, one a line."""

    kind = forms.CharField(
        label=gettext_lazy("By what the students are told apart"),
        max_length=60,
        help_text=gettext_lazy("Such as grade or language. Groups of one kind have no students in common."),
    )
    names = forms.CharField(
        label=gettext_lazy("The groups, one on each line"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4_000,
    )

    def clean_names(self) -> list[str]:
        """One a line, each once."""
        names = list(dict.fromkeys(line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()))
        if any(len(name) > LONGEST for name in names):
            raise forms.ValidationError(_("A group's name has %(most)d letters at most.") % {"most": LONGEST})
        if len(names) > MOST:
            raise forms.ValidationError(_("That is more than %(most)d groups. Few groups say more.") % {"most": MOST})
        return names


class GroupForm(forms.Form):
    """What one group is called."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST)
