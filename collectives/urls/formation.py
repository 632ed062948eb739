"""Addresses of formations: setting up, asking, who has answered, rules."""

from django.urls import path

from collectives.views.formation import (
    formation,
    formation_end,
    formation_new,
    formation_settings,
    formation_take_up,
    formation_theme_open,
    formation_theme_withdraw,
    formation_weights,
    formations,
)
from collectives.views.formation_answers import formation_answers
from collectives.views.formation_asking import (
    formation_answer_by,
    formation_ask,
    formation_close,
    formation_remind,
    formation_reopen,
)
from collectives.views.formation_rule import (
    formation_rule_end,
    formation_rule_restore,
    formation_rules,
    formation_rules_list,
    formation_rules_suggested,
)

ONE = "formations/<uuid:pk>/"

urlpatterns = [
    path("formations/", formations, name="formations"),
    path("formations/new/", formation_new, name="formation-new"),
    path(ONE, formation, name="formation"),
    path(f"{ONE}settings/", formation_settings, name="formation-settings"),
    path(f"{ONE}weights/", formation_weights, name="formation-weights"),
    path(f"{ONE}ask/", formation_ask, name="formation-ask"),
    path(f"{ONE}remind/", formation_remind, name="formation-remind"),
    path(f"{ONE}answer-by/", formation_answer_by, name="formation-answer-by"),
    path(f"{ONE}close/", formation_close, name="formation-close"),
    path(f"{ONE}reopen/", formation_reopen, name="formation-reopen"),
    path(f"{ONE}end/", formation_end, name="formation-end"),
    path(f"{ONE}take-up/", formation_take_up, name="formation-take-up"),
    path(f"{ONE}themes/<uuid:theme_pk>/withdraw/", formation_theme_withdraw, name="formation-theme-withdraw"),
    path(f"{ONE}themes/<uuid:theme_pk>/open/", formation_theme_open, name="formation-theme-open"),
    path(f"{ONE}answers/", formation_answers, name="formation-answers"),
    path(f"{ONE}rules/", formation_rules, name="formation-rules"),
    path(f"{ONE}rules/list/", formation_rules_list, name="formation-rules-list"),
    path(f"{ONE}rules/suggested/", formation_rules_suggested, name="formation-rules-suggested"),
    path(f"{ONE}rules/<uuid:rule_pk>/end/", formation_rule_end, name="formation-rule-end"),
    path(f"{ONE}rules/<uuid:rule_pk>/restore/", formation_rule_restore, name="formation-rule-restore"),
]
