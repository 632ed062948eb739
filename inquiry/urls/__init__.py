"""Addresses of this app inside a program."""

from django.urls import URLPattern, URLResolver

from inquiry.urls import beside as beside_urls
from inquiry.urls import blank as blank_urls
from inquiry.urls import comment as comment_urls
from inquiry.urls import cycle as cycle_urls
from inquiry.urls import feedback as feedback_urls
from inquiry.urls import guide as guide_urls
from inquiry.urls import history as history_urls
from inquiry.urls import if_action as if_action_urls
from inquiry.urls import indicator as indicator_urls
from inquiry.urls import placemat as placemat_urls
from inquiry.urls import theory as theory_urls

app_name = "inquiry"
urlpatterns: list[URLPattern | URLResolver] = [
    *cycle_urls.urlpatterns,
    *placemat_urls.urlpatterns,
    *history_urls.urlpatterns,
    *if_action_urls.urlpatterns,
    *indicator_urls.urlpatterns,
    *guide_urls.urlpatterns,
    *beside_urls.urlpatterns,
    *blank_urls.urlpatterns,
    *theory_urls.urlpatterns,
    *comment_urls.urlpatterns,
    *feedback_urls.urlpatterns,
]
