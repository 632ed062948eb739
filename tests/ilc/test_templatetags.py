"""What templates may say."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from ilc.icons import ICONS


def render(source, **context):
    with translation.override("en"):
        return Template(source).render(Context(context))


def test_an_icon_beside_a_word_is_decoration():
    path = ICONS["lock"]

    assert (
        render('{% icon "lock" %}') == f'<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><path d="{path}"/></svg>'
    )


def test_an_icon_alone_says_its_label_and_escapes_it():
    assert 'role="img" aria-label="&lt;done&gt;"' in render('{% icon "check" label %}', label="<done>")


def test_an_unknown_icon_stops_the_template():
    with pytest.raises(KeyError):
        render('{% icon "unicorn" %}')


def test_the_language_of_words_is_said_only_where_it_differs():
    assert render('<p {% lang "fr" "en" %}>') == '<p lang="fr">'
    assert render('<p {% lang "en" "en" %}>') == "<p >"
    assert render('<p {% lang "" "en" %}>') == '<p lang="">'


def test_an_avatar_is_initials_in_a_ring():
    amara = SimpleNamespace(initials="AO")

    assert render('{% avatar amara "here" %}', amara=amara) == '<span class="av here" aria-hidden="true">AO</span>'


def test_the_ruler_marks_one_of_six_phases_as_the_present_one():
    html = render("{% phases 4 %}")

    assert [html.count(f'class="{state}"') for state in ("done", "now", "later")] == [3, 1, 2]
    assert 'aria-label="Phase 4 of 6: Acting, leading data"' in html
    assert html.count('aria-current="step"') == 1


def test_the_small_ruler_says_the_phase_in_words():
    assert "<span>Phase 1 of 6: Gathering</span>" in render("{% phases 1 mini=True %}")


def test_a_type_of_data_has_its_shape_and_its_full_name():
    html = render('{% data_type "processes" %}')

    assert ICONS["processes"] in html
    assert html.endswith("School processes</span>")


def test_if_actions_carry_their_number():
    assert render('{% clause_tag "if" 2 %}') == '<span class="tag if">If 2</span>'
    assert render('{% clause_tag "so" %}') == '<span class="tag so">So that</span>'


def test_a_time_is_written_as_the_clocks_of_the_zone_show_it():
    instant = datetime(2026, 11, 17, 19, 30, tzinfo=UTC)

    html = render(
        "{% with t=at|in_zone:'America/Halifax' %}{{ t|day }}, {{ t|clock }} {{ 'America/Halifax'|zone }}{% endwith %}",
        at=instant,
    )

    assert html == "Tuesday 17 November 2026, 15:30 Atlantic time (Halifax)"


@pytest.mark.parametrize(
    ("cookie", "attribute", "choice"),
    [
        ("dark", ' data-bs-theme="dark"', "dark"),
        ("light", ' data-bs-theme="light"', "light"),
        ('"><script>', "", "device"),
    ],
)
def test_the_look_of_this_device_is_one_of_two_or_its_own(cookie, attribute, choice):
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie

    assert render("{% theme_attribute %}", request=request) == attribute
    assert render("{% theme_choice %}", request=request) == choice


def test_an_instant_from_the_database_is_shown_on_the_reader_s_clocks():
    instant = datetime(2026, 11, 17, 2, 30, tzinfo=UTC)

    with timezone.override("America/Halifax"):
        html = render("{{ at|day }}, {{ at|clock }}; {{ at|in_zone:'Europe/Paris'|clock }}", at=instant)

    assert html == "Monday 16 November 2026, 22:30; 03:30"
