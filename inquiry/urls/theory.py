"""The address of a collective's theory of action, as a piece for other pages."""

from django.urls import path

from inquiry.views.theory import collective_theory

urlpatterns = [path("collectives/<uuid:pk>/theory/", collective_theory, name="collective-theory")]
