"""Addresses of student groups."""

from django.urls import path

from evidence.views.student_group import student_group, student_group_aside, student_group_back, student_groups

urlpatterns = [
    path("student-groups/", student_groups, name="groups"),
    path("student-groups/<uuid:pk>/", student_group, name="group"),
    path("student-groups/<uuid:pk>/aside/", student_group_aside, name="group-aside"),
    path("student-groups/<uuid:pk>/back/", student_group_back, name="group-back"),
]
