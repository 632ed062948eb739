"""How a field is laid out, and what it says to who cannot see it."""

import re
from datetime import timedelta

import pytest
from django import forms
from django.utils import translation
from django.utils.timezone import localdate

from ilc.forms import near_day


class Sample(forms.Form):
    priority = forms.CharField(help_text="The one thing you choose.", widget=forms.Textarea)
    link = forms.URLField(required=False)
    seen = forms.ChoiceField(choices=[("a", "A")])
    shown = forms.BooleanField(required=False)
    coming = forms.ChoiceField(choices=[("room", "In the room"), ("online", "Online")], widget=forms.RadioSelect)
    passed_on = forms.CharField(widget=forms.HiddenInput, required=False)


def rendered(form):
    """The form in English, without the white space that only lays out the template."""
    with translation.override("en"):
        html = re.sub(r"\s+", " ", str(form))
    return re.sub(r" ?(<[^>]*?) ?(>) ?", r"\1\2", html)


def test_the_label_stands_above_the_help_and_the_help_above_the_field():
    html = rendered(Sample())

    places = [html.index(text) for text in ('<label for="id_priority">', "The one thing you choose.", "<textarea")]
    assert places == sorted(places)


def test_a_field_points_to_its_help():
    html = rendered(Sample())

    assert 'id="id_priority_helptext"' in html
    assert re.search(r'<textarea [^>]*class="form-control"[^>]*aria-describedby="id_priority_helptext"', html)


def test_what_may_be_left_open_says_so():
    html = rendered(Sample())

    assert html.count("(may be left open)") == 1
    assert '<label for="id_link">Link<span class="optional">(may be left open)</span></label>' in html


def test_a_choice_of_dots_is_one_group_with_a_legend():
    html = rendered(Sample())

    assert '<fieldset class="fld" id="id_coming_group"><legend>Coming</legend>' in html
    assert html.count('type="radio"') == 2


def test_a_tick_has_its_label_beside_it():
    html = rendered(Sample())

    assert re.search(
        r'<label class="check" for="id_shown"><input type="checkbox" name="shown"[^>]*><span>Shown</span></label>',
        html,
    )


def test_a_hidden_field_is_only_an_input():
    html = rendered(Sample())

    assert '<input type="hidden" name="passed_on" id="id_passed_on">' in html


def test_several_errors_are_told_at_the_top_with_a_link_to_each_field():
    html = rendered(Sample({"link": "no address", "seen": "a", "coming": "room"}))

    assert 'role="alert"' in html
    assert '<a href="#id_priority">Priority</a>' in html
    assert '<a href="#id_link">Link</a>' in html
    assert re.search(r'<input [^>]*aria-invalid="true"[^>]*aria-describedby="id_link_error"', html)
    assert 'id="id_link_error"' in html


def test_one_error_stands_only_at_its_field():
    html = rendered(Sample({"priority": "", "seen": "a", "coming": "room"}))

    assert 'role="alert"' not in html
    assert html.count('id="id_priority_error"') == 1


def test_an_error_of_no_field_stands_at_the_top():
    form = Sample({"priority": "Reading", "seen": "a", "coming": "room"})
    form.add_error(None, "All ten seats are taken.")

    assert '<p class="b">All ten seats are taken.</p>' in rendered(form)


@pytest.mark.parametrize("name", ["priority", "seen", "coming"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "This needs an answer."),
        ("fr", "Une réponse est nécessaire ici."),
        ("es", "Aquí hace falta una respuesta."),
    ],
)
def test_what_was_left_open_is_asked_for_in_our_words(language, words, name):
    with translation.override(language):
        assert Sample({}).errors[name] == [words]


def test_a_field_may_ask_in_words_of_its_own():
    class Own(forms.Form):
        day = forms.DateField(error_messages={"required": "Which day?"})

    assert Own({}).errors["day"] == ["Which day?"]


@pytest.mark.parametrize("days", [-731, 731, -365_000])
def test_a_day_beyond_two_years_is_asked_about(days: int) -> None:
    with pytest.raises(forms.ValidationError, match="Which year is it"):
        near_day(localdate() + timedelta(days=days))


@pytest.mark.parametrize("days", [-730, 0, 730])
def test_a_day_within_two_years_is_taken(days: int) -> None:
    near_day(localdate() + timedelta(days=days))
