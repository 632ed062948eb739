"""How every form looks: one renderer, whose templates are in templates/forms and templates/django/forms. And what every
form refuses and sends again alike.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.forms import Field
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

ANSWER_NEEDED = _("This needs an answer.")
FURTHEST = timedelta(days=730)  # a day beyond two years is a slip of the keyboard


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
    bound_field_class = None


def ask_in_our_words() -> None:
    """Let every field left open say so in our words, unless it has its own."""
    Field.default_error_messages = {**Field.default_error_messages, "required": ANSWER_NEEDED}


def near_day(day: date) -> None:
    """A validator: within two years of today, so that a mistyped year does not send anything away."""
    if abs(day - localdate()) > FURTHEST:
        raise ValidationError(_("That day is more than two years away. Which year is it?"))


def sent_upon(sent: QueryDict, version: int) -> QueryDict:
    """What was sent upon an older version, to be saved upon this one: somebody else wrote meanwhile."""
    data = sent.copy()
    data["version"] = str(version)
    return data
