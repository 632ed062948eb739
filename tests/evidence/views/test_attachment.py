"""What is brought beside figures, on its pages: bringing, refusals, who sees what, taking away."""

import re
from typing import Any

import pytest
from django.test import Client

from evidence.operations.attachment import MOST_AT_ONCE
from evidence.tasks.attachment import check_attachment
from ilc.tenancy.scope import program_scope
from ilc.uploads.kinds import MAX_BYTES
from tests.evidence.brought import file, list_url, made, plain
from tests.evidence.setting import Shared
from tests.make_evidence import make_attachment, make_measure
from tests.make_upload import minutes_docx, minutes_pdf, picture, telephone_photo

HTMX = {"HX-Request": "true"}


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> Any:
    """What the bell rings for; the views' commits are played."""
    bells: list[dict[str, Any]] = []
    monkeypatch.setattr(check_attachment, "delay", lambda **ids: bells.append(ids))
    with django_capture_on_commit_callbacks(execute=True):
        yield bells


@pytest.mark.usefixtures("rung")
def test_several_files_come_with_one_sentence_and_wait_to_be_checked(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)
    files = [file(telephone_photo(), "IMG 1.jpg"), file(minutes_pdf(), "minutes.pdf", "text/html")]

    answer = client.post(list_url(shared), {"chosen": files, "caption": "Work of grade 3"})

    shown = plain(client.get(answer.headers["Location"]))
    assert (answer.status_code, answer.headers["Location"]) == (302, list_url(shared))
    assert [(one.caption, one.name, one.state, one.shared_at) for one in made(shared)] == [
        ("Work of grade 3 (1/2)", "IMG 1.jpeg", "waiting", None),
        ("Work of grade 3 (2/2)", "minutes.pdf", "waiting", None),
    ]
    assert "Being checked. Nobody else sees it until then." in shown
    assert 'hx-trigger="every 3s"' in shown
    assert "Only people of your district" in shown


def test_the_bell_rings_once_it_is_committed(
    shared: Shared, client: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    bells: list[dict[str, Any]] = []
    monkeypatch.setattr(check_attachment, "delay", lambda **ids: bells.append(ids))
    client.force_login(shared.member.user)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(list_url(shared), {"photo": file(telephone_photo()), "caption": "Work", "shared": "on"})

    (one,) = made(shared)
    assert bells == [{"program_id": shared.program.pk, "attachment_pk": str(one.pk)}]
    assert one.shared_at is not None


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose a file or give a link: one of the two."),
        ({"chosen": file(b"<svg onload=alert(1)>", "work.jpg")}, "work.jpg: This is a web page or a drawing"),
        ({"chosen": file(b"", "empty.pdf")}, "The submitted file is empty."),
        ({"chosen": file(bytes(MAX_BYTES + 1))}, "This file is larger than 25 MB."),
        (
            {"chosen": [file(picture("PNG", (9, 9))) for _ in range(MOST_AT_ONCE + 1)]},
            f"Bring at most {MOST_AT_ONCE} at once.",
        ),
        ({"address": "https://example.org/", "caption": "Work of Mia Chen"}, "This seems to name somebody."),
        ({"address": "http://example.org/"}, "A link begins with https://"),
        ({"address": "https://example.org/", "photo": file(picture("PNG"))}, "one of the two."),
    ],
)
def test_what_cannot_be_taken_says_why_and_keeps_what_was_typed(
    shared: Shared, client: Client, sent: dict[str, Any], words: str
) -> None:
    client.force_login(shared.member.user)

    answer = client.post(list_url(shared), {"caption": "Work of grade 3", "shared": "on"} | sent)

    shown = plain(answer)
    assert answer.status_code == 422
    assert words in shown
    assert f"{sent.get('caption', 'Work of grade 3')}</textarea>" in shown
    assert re.search(r'name="shared"[^>]*checked', shown)
    assert made(shared) == []


def test_a_picture_needs_words(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    answer = client.post(list_url(shared), {"chosen": file(picture("PNG"))}, headers=HTMX)

    assert (answer.status_code, "This needs an answer." in plain(answer), "<html" in plain(answer)) == (
        422,
        True,
        False,
    )


def test_a_link_is_shown_with_its_site_and_opens_without_telling_from_where(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    client.post(list_url(shared), {"address": "https://plans.example.org/a?b=1&c=2", "caption": "The plan"})

    shown = plain(client.get(list_url(shared)))
    assert '<a href="https://plans.example.org/a?b=1&amp;c=2" rel="noopener noreferrer">plans.example.org</a>' in shown


def test_others_see_what_is_shown_to_them_and_nothing_else(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        point = shared.bring()
        make_attachment(shared.indicator, by=shared.member, caption="Own photo")
        make_attachment(shared.indicator, by=shared.member, caption="Shown photo", shared=True, data_point=point)
    seen = {}
    for name in ("member", "colleague", "facilitator", "admin"):
        client.force_login(getattr(shared, name).user)
        shown = plain(client.get(list_url(shared)))
        parts = ("Own photo", "Shown photo", "beside the figure of", "Bring it</button>", "Take it away")
        seen[name] = tuple(part in shown for part in parts)

    assert seen == {
        "member": (True, True, True, True, True),
        "colleague": (False, True, True, True, False),
        "facilitator": (False, True, True, False, False),
        "admin": (False, True, True, False, False),
    }


def test_beside_a_data_point_stands_what_was_brought_there(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        point = shared.bring()
        make_attachment(shared.indicator, by=shared.member, caption="Beside the indicator")
    client.force_login(shared.member.user)
    url = shared.url("data-point-attachments", point.pk)

    answer = client.post(url, {"address": "https://example.org/", "caption": "Beside the point"})

    shown = plain(client.get(answer.headers["Location"]))
    assert (answer.headers["Location"], [one.data_point_id for one in made(shared)]) == (url, [None, point.pk])
    assert ("Beside the point" in shown, "Beside the indicator" in shown) == (True, False)


def test_the_piece_is_asked_for_by_another_page(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    shown = plain(client.get(list_url(shared), headers=HTMX))

    assert (shown.startswith('<section class="attachments" id="attachments"'), "<html" in shown) == (True, False)
    assert f'action="{list_url(shared)}"' in shown


def test_a_document_that_says_it_is_a_picture_is_what_it_is(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    client.post(list_url(shared), {"chosen": file(minutes_docx(), "photo.jpg", "image/jpeg"), "caption": "Minutes"})

    assert [one.name for one in made(shared)] == ["photo.docx"]


def test_what_was_refused_in_the_check_says_why_to_its_district(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_attachment(
            shared.indicator,
            by=shared.member,
            state="refused",
            name="slides.pptx",
            shared=True,
            trouble={"code": "file_inside", "values": {"name": "film.mp4"}},
        )
    client.force_login(shared.member.user)
    mine = plain(client.get(list_url(shared)))
    client.force_login(shared.colleague.user)

    assert ("We kept nothing of slides.pptx." in mine, "film.mp4" in mine) == (True, True)
    assert "slides.pptx" not in plain(client.get(list_url(shared)))


def test_a_data_points_own_page_asks_for_what_stands_beside_it(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        point = shared.bring()
    client.force_login(shared.member.user)

    shown = plain(client.get(shared.url("data-point", point.pk)))

    url = shared.url("data-point-attachments", point.pk)
    assert (f'hx-get="{url}" hx-trigger="revealed"' in shown, f'href="{url}"' in shown) == (True, True)
