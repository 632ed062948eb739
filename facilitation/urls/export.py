"""Where exports stand."""

from django.urls import path

from facilitation.views.export import collective_exports, exports
from facilitation.views.export_file import export_file

urlpatterns = [
    path("exports/", exports, name="exports"),
    path("exports/<uuid:rendering_pk>/file/", export_file, name="export-file"),
    path("collectives/<uuid:pk>/exports/", collective_exports, name="collective-exports"),
]
