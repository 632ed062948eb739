"""Addresses of comments."""

from django.urls import path

from inquiry.views.comment import comments, comments_news
from inquiry.views.comment_change import (
    comment,
    comment_open,
    comment_remove,
    comment_resolve,
    comment_restore,
)

urlpatterns = [
    path("placemats/<uuid:pk>/comments/", comments, name="comments"),
    path("placemats/<uuid:pk>/comments/news/", comments_news, name="comments-news"),
    path("placemats/<uuid:pk>/comments/<uuid:comment_pk>/", comment, name="comment"),
    path("placemats/<uuid:pk>/comments/<uuid:comment_pk>/resolve/", comment_resolve, name="comment-resolve"),
    path("placemats/<uuid:pk>/comments/<uuid:comment_pk>/open/", comment_open, name="comment-open"),
    path("placemats/<uuid:pk>/comments/<uuid:comment_pk>/remove/", comment_remove, name="comment-remove"),
    path("placemats/<uuid:pk>/comments/<uuid:comment_pk>/restore/", comment_restore, name="comment-restore"),
]
