"""How every form looks: one renderer, whose templates are in templates/forms and templates/django/forms."""

from django.forms import Field
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

ANSWER_NEEDED = _("This needs an answer.")


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
    bound_field_class = None


def ask_in_our_words() -> None:
    """Let every field left open say so in our words, unless it has its own."""
    Field.default_error_messages = {**Field.default_error_messages, "required": ANSWER_NEEDED}
