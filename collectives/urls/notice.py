"""Addresses of the program's mail."""

from django.urls import URLPattern, URLResolver, path

from collectives.views import notice as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("setup/mail/", views.notices, name="notices"),
    path("setup/mail/<uuid:pk>/", views.notice, name="notice"),
    path("setup/mail/<uuid:pk>/html/", views.notice_html, name="notice-html"),
]
