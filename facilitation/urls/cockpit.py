"""Where the program is seen at a glance."""

from django.urls import path

from facilitation.views.cockpit import cockpit

urlpatterns = [path("setup/cockpit/", cockpit, name="cockpit")]
