"""Addresses of this app inside a program."""

from django.urls import URLPattern, URLResolver

from collectives.urls import answers_file as answers_file_urls
from collectives.urls import ballot as ballot_urls
from collectives.urls import board as board_urls
from collectives.urls import collective as collective_urls
from collectives.urls import facilitator as facilitator_urls
from collectives.urls import formation as formation_urls
from collectives.urls import gathering as gathering_urls
from collectives.urls import improvement_plan as improvement_plan_urls
from collectives.urls import invitation as invitation_urls
from collectives.urls import notice as notice_urls
from collectives.urls import open_theme as open_theme_urls
from collectives.urls import participant as participant_urls
from collectives.urls import program as program_urls
from collectives.urls import proposal as proposal_urls
from collectives.urls import region as region_urls
from collectives.urls import rhythm as rhythm_urls
from collectives.urls import role as role_urls
from collectives.urls import roster as roster_urls
from collectives.urls import seat as seat_urls
from collectives.urls import theme as theme_urls
from collectives.urls import theme_decision as theme_decision_urls

app_name = "collectives"
urlpatterns: list[URLPattern | URLResolver] = [
    *answers_file_urls.urlpatterns,
    *board_urls.urlpatterns,
    *ballot_urls.urlpatterns,
    *collective_urls.urlpatterns,
    *facilitator_urls.urlpatterns,
    *gathering_urls.urlpatterns,
    *formation_urls.urlpatterns,
    *improvement_plan_urls.urlpatterns,
    *invitation_urls.urlpatterns,
    *notice_urls.urlpatterns,
    *open_theme_urls.urlpatterns,
    *participant_urls.urlpatterns,
    *program_urls.urlpatterns,
    *proposal_urls.urlpatterns,
    *region_urls.urlpatterns,
    *rhythm_urls.urlpatterns,
    *role_urls.urlpatterns,
    *roster_urls.urlpatterns,
    *seat_urls.urlpatterns,
    *theme_urls.urlpatterns,
    *theme_decision_urls.urlpatterns,
]
