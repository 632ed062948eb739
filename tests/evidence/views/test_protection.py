"""The page of the rule of protection."""

from django.test import Client

from evidence.models import ProtectionRule
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared

WISHED = {"smallest": "15", "coarsen": "on", "show_counts": "on", "round_to": "5", "why": "our board asks for it"}


def plain(content: bytes) -> str:
    return " ".join(content.decode().split())


def test_everybody_reads_what_holds_and_only_admins_get_the_form(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)
    read = plain(client.get(shared.url("protection")).content)
    client.force_login(shared.admin.user)
    decides = plain(client.get(shared.url("protection"), headers={"HX-Request": "true"}).content)

    assert ("fewer than 10 people" in read, 'name="smallest"' in read) == (True, False)
    assert ("<html" in decides, 'name="smallest"' in decides) == (False, True)


def test_an_admin_sets_a_rule_and_what_is_shared_follows(shared: Shared, client: Client) -> None:
    client.force_login(shared.admin.user)

    answer = client.post(shared.url("protection"), WISHED)
    again = client.post(shared.url("protection"), WISHED)

    page = plain(client.get(shared.url("protection")).content)
    with program_scope(shared.program.pk):
        [rule] = ProtectionRule.objects.all()
    assert (answer.status_code, again.status_code) == (302, 302)
    assert (rule.smallest, rule.coarsen, rule.round_to, rule.show_counts) == (15, True, 5, True)
    assert [words in page for words in ("fewer than 15 people", "to the nearest 5", "our board asks for it")] == [
        True
    ] * 3
    assert Due.objects.filter(program=shared.program, kind="release", key="", done_at=None).exists()


def test_a_rule_below_five_is_refused_and_what_was_typed_stays(shared: Shared, client: Client) -> None:
    client.force_login(shared.admin.user)

    answer = client.post(shared.url("protection"), WISHED | {"smallest": "4"})

    assert answer.status_code == 422
    assert 'value="4"' in plain(answer.content)
    with program_scope(shared.program.pk):
        assert ProtectionRule.objects.count() == 0


def test_the_other_choices_are_said_too(shared: Shared, client: Client) -> None:
    client.force_login(shared.admin.user)

    client.post(shared.url("protection"), {"smallest": "10", "round_to": "0"})

    page = plain(client.get(shared.url("protection")).content)
    assert ("however large it is" in page, "figure is not told" in page) == (True, True)


def test_a_member_may_not_set_it(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    assert client.post(shared.url("protection"), WISHED).status_code == 403
