"""Every address of the product."""

from django.urls import include, path

from collectives.views.ballot import ballot_by_door, offer_by_door
from collectives.views.door import door, join
from collectives.views.invitation import answer_by_door
from collectives.views.response import answer_by_code, answer_by_link, room
from evidence.views.bringing import bring_by_door
from facilitation.operations.session_run import ROOM
from facilitation.views.calendar_feed import calendar_feed
from facilitation.views.certificate import certificate_check, certificate_enter
from facilitation.views.dashboard_mail import dashboard_by_door
from facilitation.views.digest import digest_by_door
from facilitation.views.rehearsal import rehearsal
from facilitation.views.session_coming import coming_by_door
from facilitation.views.session_room import session_by_code
from ilc import site
from ilc.health import healthz

DOORS = {
    "join": join,
    "gathering": answer_by_link,
    "ballot": ballot_by_door,
    "offer": offer_by_door,
    "invitation": answer_by_door,
    "session_coming": coming_by_door,
    "data_point": bring_by_door,
    "digest": digest_by_door,
    "dashboard": dashboard_by_door,
}
CODES = {ROOM: session_by_code}
urlpatterns = [
    path("", site.landing, name="landing"),
    path("help/", site.help_page, name="help"),
    path("who-sees/", site.who_sees, name="who-sees"),
    path("theme/", site.choose_theme, name="theme"),
    path("healthz/", healthz, name="healthz"),
    path("styleguide/", site.styleguide, name="styleguide"),
    path("", include("collectives.urls.account")),
    path("door/<str:secret>/", door, {"openers": DOORS}, name="door"),
    path("feed/<str:secret>.ics", calendar_feed, name="calendar-feed"),
    path("certificate/", certificate_enter, name="certificate-enter"),
    path("certificate/<str:code>/", certificate_check, name="certificate-check"),
    path("rehearsal/", rehearsal, name="rehearsal"),
    path("g/", room, name="room"),
    path("g/<str:code>/", answer_by_code, {"openers": CODES}, name="room-gathering"),
    path("p/<slug:program_slug>/", include("facilitation.urls")),
    path("p/<slug:program_slug>/", include("evidence.urls")),
    path("p/<slug:program_slug>/", include("inquiry.urls")),
    path("p/<slug:program_slug>/", include("collectives.urls")),
]

handler400 = site.bad_request
handler403 = site.forbidden
handler404 = site.not_found
handler500 = site.server_error
