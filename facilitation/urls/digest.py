"""Where one chooses one's own mail."""

from django.urls import path

from facilitation.views.digest import own_mail

urlpatterns = [path("my-mail/", own_mail, name="own-mail")]
