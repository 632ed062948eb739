"""Addresses of the library: protocols, and the shelves of themes."""

from django.urls import path

from facilitation.views.learned import library_learned
from facilitation.views.library_sharing import library_sharing
from facilitation.views.protocol import (
    agenda_item_protocol,
    library,
    protocol,
    protocol_bring_back,
    protocol_change,
    protocol_copy,
    protocol_new,
    protocol_own,
    protocol_retire,
    protocol_take,
)
from facilitation.views.resource import (
    library_theme,
    library_themes,
    resource_bring_back,
    resource_move,
    resource_remove,
)

urlpatterns = [
    path("library/", library, name="library"),
    path("library/across/", library_sharing, name="library-sharing"),
    path("library/across/<uuid:pk>/", protocol_copy, name="protocol-copy"),
    path("library/across/<uuid:pk>/take/", protocol_take, name="protocol-take"),
    path("library/learned/", library_learned, name="library-learned"),
    path("agenda/<uuid:pk>/protocol/", agenda_item_protocol, name="agenda-item-protocol"),
    path("library/protocols/new/", protocol_new, name="protocol-new"),
    path("library/protocols/<slug:protocol>/", protocol, name="protocol"),
    path("library/own/<uuid:pk>/", protocol_own, name="protocol-own"),
    path("library/own/<uuid:pk>/change/", protocol_change, name="protocol-change"),
    path("library/own/<uuid:pk>/retire/", protocol_retire, name="protocol-retire"),
    path("library/own/<uuid:pk>/bring-back/", protocol_bring_back, name="protocol-bring-back"),
    path("library/themes/", library_themes, name="library-themes"),
    path("library/themes/<uuid:pk>/", library_theme, name="library-theme"),
    path("library/resources/<uuid:pk>/move/", resource_move, name="resource-move"),
    path("library/resources/<uuid:pk>/remove/", resource_remove, name="resource-remove"),
    path("library/resources/<uuid:pk>/bring-back/", resource_bring_back, name="resource-bring-back"),
]
