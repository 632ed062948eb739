"""Where a rhythm is set and ended; its page is collectives:collective-rhythm."""

from django.urls import path

from facilitation.views.rhythm import rhythm_end, rhythm_set

urlpatterns = [
    path("collectives/<uuid:pk>/rhythm/set/", rhythm_set, name="rhythm-set"),
    path("collectives/<uuid:pk>/rhythm/end/", rhythm_end, name="rhythm-end"),
]
