"""Addresses of codes, and of the words that carry them."""

from django.urls import path

from evidence.views.coding import (
    code_merge,
    code_remove,
    code_rename,
    code_restore,
    coding,
    coding_undo,
)
from evidence.views.coding_words import coding_group, coding_propose, coding_words

urlpatterns = [
    path("in-words/<uuid:pk>/codes/", coding, name="coding"),
    path("in-words/<uuid:pk>/codes/words/", coding_words, name="coding-words"),
    path("in-words/<uuid:pk>/codes/propose/", coding_propose, name="coding-propose"),
    path("in-words/<uuid:pk>/codes/group/", coding_group, name="coding-group"),
    path("in-words/<uuid:pk>/codes/undo/", coding_undo, name="coding-undo"),
    path("codes/<uuid:pk>/rename/", code_rename, name="code-rename"),
    path("codes/<uuid:pk>/merge/", code_merge, name="code-merge"),
    path("codes/<uuid:pk>/remove/", code_remove, name="code-remove"),
    path("codes/<uuid:pk>/restore/", code_restore, name="code-restore"),
]
