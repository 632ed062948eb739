"""Addresses of this app inside a program."""

from django.urls import URLPattern, URLResolver

from evidence.urls import analysis as analysis_urls
from evidence.urls import attachment as attachment_urls
from evidence.urls import chain as chain_urls
from evidence.urls import coding as coding_urls
from evidence.urls import confirmation as confirmation_urls
from evidence.urls import data_point as data_point_urls
from evidence.urls import evidence_import as evidence_import_urls
from evidence.urls import evidence_plan as evidence_plan_urls
from evidence.urls import indicator as indicator_urls
from evidence.urls import judgement as judgement_urls
from evidence.urls import learning_summary as learning_summary_urls
from evidence.urls import overview as overview_urls
from evidence.urls import prediction as prediction_urls
from evidence.urls import protection as protection_urls
from evidence.urls import student_group as student_group_urls
from evidence.urls import types as types_urls

app_name = "evidence"
urlpatterns: list[URLPattern | URLResolver] = [
    *chain_urls.urlpatterns,
    *coding_urls.urlpatterns,
    *confirmation_urls.urlpatterns,
    *data_point_urls.urlpatterns,
    *evidence_import_urls.urlpatterns,
    *indicator_urls.urlpatterns,
    *evidence_plan_urls.urlpatterns,
    *attachment_urls.urlpatterns,
    *overview_urls.urlpatterns,
    *analysis_urls.urlpatterns,
    *judgement_urls.urlpatterns,
    *learning_summary_urls.urlpatterns,
    *prediction_urls.urlpatterns,
    *student_group_urls.urlpatterns,
    *types_urls.urlpatterns,
    *protection_urls.urlpatterns,
]
