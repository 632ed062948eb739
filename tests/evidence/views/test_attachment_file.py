"""A file is fetched only by who may see it, as a download that no browser runs."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from ilc.tenancy.scope import program_scope
from tests.evidence.brought import fetch
from tests.evidence.setting import Shared
from tests.make_evidence import make_attachment


@pytest.mark.parametrize("name", ["attachment-file", "attachment-preview"])
def test_a_file_comes_as_a_download_that_no_browser_runs(shared: Shared, client: Client, name: str) -> None:
    with program_scope(shared.program.pk):
        one = make_attachment(shared.indicator, by=shared.member, name="Élèves: work.jpg")
    client.force_login(shared.member.user)

    answer = client.get(shared.url(name, one.pk), headers={"Accept-Encoding": "gzip"})

    data = b"".join(answer.streaming_content)
    with default_storage.open(one.file) as stored:
        assert data == stored.read()
    assert {key: answer.headers.get(key) for key in (
        "Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control",
        "Cross-Origin-Resource-Policy", "Content-Length",
    )} == {
        "Content-Type": "image/jpeg",
        "Content-Disposition": "attachment; filename*=utf-8''%C3%89l%C3%A8ves%3A%20work.jpg",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Content-Length": str(len(data)),
    }  # fmt: skip


@pytest.mark.parametrize(
    "fields", [{"state": "waiting", "file": "p0/attachments/x"}, {"kind": "link", "address": "https://example.org/"}]
)
def test_there_is_nothing_to_fetch_before_the_check_or_behind_a_link(
    shared: Shared, client: Client, fields: dict[str, str]
) -> None:
    with program_scope(shared.program.pk):
        one = make_attachment(shared.indicator, by=shared.member, shared=True, **fields)
    client.force_login(shared.member.user)

    assert fetch(client, shared.url("attachment-file", one.pk)) == 404


def test_a_file_that_is_gone_from_the_storage_is_not_there(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        one = make_attachment(shared.indicator, by=shared.member)
        default_storage.delete(one.file)
    client.force_login(shared.member.user)

    assert fetch(client, shared.url("attachment-file", one.pk)) == 404
