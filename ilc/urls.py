"""Every address of the product."""

from django.urls import include, path

from ilc import site

urlpatterns = [
    path("", site.landing, name="landing"),
    path("help/", site.help_page, name="help"),
    path("who-sees/", site.who_sees, name="who-sees"),
    path("theme/", site.choose_theme, name="theme"),
    path("styleguide/", site.styleguide, name="styleguide"),
    path("", include("collectives.urls.account")),
    path("", include("collectives.urls.door")),
    path("p/<slug:program_slug>/", include("facilitation.urls")),
    path("p/<slug:program_slug>/", include("inquiry.urls")),
    path("p/<slug:program_slug>/", include("collectives.urls")),
]

handler400 = site.bad_request
handler403 = site.forbidden
handler404 = site.not_found
handler500 = site.server_error
