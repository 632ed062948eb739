"""The shelves of themes: admins arrange them, facilitators find them."""

from typing import Any

import pytest

from collectives.models import Theme
from facilitation.models import ThemeResource
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene

HTMX = {"HX-Request": "true"}
ARTICLE = {"title": "An article", "url": "https://example.org/a", "note": "Short."}


def url(scene: Scene, tail: str = "") -> str:
    return f"/p/{scene.program.slug}/library/{tail}"


def shelf(scene: Scene) -> str:
    with program_scope(scene.program.pk):
        return url(scene, f"themes/{Theme.objects.get().pk}/")


def test_an_admin_puts_an_article_and_a_protocol_on_the_shelf(scene: Scene) -> None:
    admin, page = scene.client("admin"), shelf(scene)

    admin.post(page, ARTICLE)
    admin.post(page, {"protocol": "tuning"})
    read = scene.client("facilitator").get(page)
    themes = scene.client("facilitator").get(url(scene, "themes/"), headers=HTMX)

    assert ("An article" in read.text, "Tuning a draft placemat" in read.text) == (True, True)
    assert "Put it on the shelf" not in read.text
    assert ("2 things on the shelf" in themes.text, "<html" in themes.text) == (True, False)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"protocol": ""}, "A thing from elsewhere has a title and an address."),
        ({"title": "Only a title"}, "A thing from elsewhere has a title and an address."),
        (ARTICLE | {"protocol": "tuning"}, "Either a protocol or something elsewhere"),
        ({"protocol": "nothing"}, "nothing"),
        (ARTICLE | {"url": "javascript:alert(1)"}, "An article"),
    ],
)
def test_what_is_not_one_whole_thing_is_refused(scene: Scene, sent: dict[str, Any], words: str) -> None:
    answer = scene.client("admin").post(shelf(scene), sent)

    assert answer.status_code == 422
    assert words in answer.text
    with program_scope(scene.program.pk):
        assert not ThemeResource.objects.exists()


def test_the_same_twice_is_refused_with_a_reason(scene: Scene) -> None:
    admin, page = scene.client("admin"), shelf(scene)
    admin.post(page, ARTICLE)

    assert "This stands on the shelf already." in admin.post(page, ARTICLE).text


def test_things_are_moved_taken_away_and_brought_back(scene: Scene) -> None:
    admin, page = scene.client("admin"), shelf(scene)
    admin.post(page, ARTICLE)
    admin.post(page, {"protocol": "tuning"})
    with program_scope(scene.program.pk):
        article = ThemeResource.objects.get(title="An article")

    moved = admin.post(url(scene, f"resources/{article.pk}/move/"), {"to": "down"}, follow=True)
    gone = admin.post(url(scene, f"resources/{article.pk}/remove/"), follow=True)
    back = admin.post(url(scene, f"resources/{article.pk}/bring-back/"), follow=True)

    assert moved.text.index("Tuning a draft placemat</a>") < moved.text.index("An article</a>")
    assert ("An article</a>" in gone.text, "Undo" in gone.text) == (False, True)
    assert "An article</a>" in back.text


def test_a_protocol_that_was_retired_is_named_as_such(scene: Scene) -> None:
    admin, page = scene.client("admin"), shelf(scene)
    with program_scope(scene.program.pk):
        theme = Theme.objects.get()
        ThemeResource.objects.create(
            theme=theme, position=1, protocol="own:gone", by=scene.admin, at=scene.session.starts_at
        )

    assert "A protocol that is retired" in admin.get(page).text


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("facilitator", 403), ("coordinator", 403)])
def test_only_admins_arrange(scene: Scene, who: str, status: int) -> None:
    assert scene.client(who).post(shelf(scene), ARTICLE).status_code == status


def test_a_mangled_undo_shows_the_shelf(scene: Scene) -> None:
    assert scene.client("admin").get(f"{shelf(scene)}?removed=x").status_code == 200
