"""A leader's own placemat: begun, shown, kept private."""

from datetime import timedelta

from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat, PlacematChange
from inquiry.operations.placemat import keep_placemat_private, show_placemat, start_own_placemat
from tests.inquiry.setting import Setting


def test_a_leaders_own_placemat_is_made_once_and_private_until_shown(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        made = start_own_placemat(setting.cycle, leader=setting.member, now=timezone.now())
        again = start_own_placemat(setting.cycle, leader=setting.member, now=timezone.now())
        shown_at = [made.shown_at]
        show_placemat(made, by=setting.member, now=timezone.now())
        shown_at.append(Placemat.objects.get(pk=made.pk).shown_at)
        keep_placemat_private(made, by=setting.member, now=timezone.now())
        shown_at.append(Placemat.objects.get(pk=made.pk).shown_at)

    assert made.pk == again.pk
    assert [bool(at) for at in shown_at] == [False, True, False]


def test_each_time_a_placemat_is_shown_or_kept_private_is_kept(setting: Setting) -> None:
    moments = [timezone.now() + timedelta(days=day) for day in range(5)]
    with program_scope(setting.program.pk):
        own = start_own_placemat(setting.cycle, leader=setting.member, now=moments[0])

        show_placemat(own, by=setting.member, now=moments[1])
        show_placemat(own, by=setting.member, now=moments[2])
        keep_placemat_private(own, by=setting.member, now=moments[3])
        show_placemat(own, by=setting.member, now=moments[4])

        kept = PlacematChange.objects.filter(placemat=own).order_by("pk").values_list("part", "what", "by", "at")
        assert list(kept) == [
            ("placemat", "shown", setting.member.pk, moments[1]),
            ("placemat", "private", setting.member.pk, moments[3]),
            ("placemat", "shown", setting.member.pk, moments[4]),
        ]
