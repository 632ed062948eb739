"""Addresses of this app inside a program."""

from django.urls import URLPattern, URLResolver

from facilitation.urls import analysis as analysis_urls
from facilitation.urls import certificate as certificate_urls
from facilitation.urls import cockpit as cockpit_urls
from facilitation.urls import commitment as commitment_urls
from facilitation.urls import dashboard as dashboard_urls
from facilitation.urls import digest as digest_urls
from facilitation.urls import export as export_urls
from facilitation.urls import home
from facilitation.urls import library as library_urls
from facilitation.urls import prompt as prompt_urls
from facilitation.urls import pulse as pulse_urls
from facilitation.urls import question as question_urls
from facilitation.urls import rehearsal as rehearsal_urls
from facilitation.urls import renewal as renewal_urls
from facilitation.urls import report as report_urls
from facilitation.urls import rhythm as rhythm_urls
from facilitation.urls import self_reflection as self_reflection_urls
from facilitation.urls import session as session_urls
from facilitation.urls import session_chart as session_chart_urls
from facilitation.urls import session_run as session_run_urls
from facilitation.urls import support_flag as support_flag_urls

app_name = "facilitation"
urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *dashboard_urls.urlpatterns,
    *session_urls.urlpatterns,
    *session_chart_urls.urlpatterns,
    *cockpit_urls.urlpatterns,
    *commitment_urls.urlpatterns,
    *analysis_urls.urlpatterns,
    *session_run_urls.urlpatterns,
    *prompt_urls.urlpatterns,
    *report_urls.urlpatterns,
    *export_urls.urlpatterns,
    *rehearsal_urls.urlpatterns,
    *renewal_urls.urlpatterns,
    *rhythm_urls.urlpatterns,
    *digest_urls.urlpatterns,
    *certificate_urls.urlpatterns,
    *pulse_urls.urlpatterns,
    *question_urls.urlpatterns,
    *library_urls.urlpatterns,
    *self_reflection_urls.urlpatterns,
    *support_flag_urls.urlpatterns,
]
