"""A handful of texts: what is alike stands together, what is like nothing else stands alone."""

import pytest

from collectives.engine.grouping.few import group_few
from collectives.engine.grouping.texts import Text
from ilc.vectors import built_in_vectors

PLANNING = {
    "en": ["Not enough time to plan together", "We need common planning time"],
    "fr": ["On manque de temps pour planifier ensemble", "Il faudrait du temps commun de planification"],
}
MATERIALS = {
    "en": ["Materials come late", "The new materials are not in every room"],
    "fr": ["Le matériel arrive en retard", "Le nouveau matériel n'est pas dans toutes les classes"],
}
ALONE = {"en": "Substitutes are hard to find", "fr": "Trouver des suppléants est difficile"}


def grouped(texts: list[Text]) -> list[list[str]]:
    said = {text.key: text.words for text in texts}
    return sorted([said[key] for key in group.keys] for group in group_few(texts, vectors=built_in_vectors()))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_alike_texts_stand_together_and_the_others_alone(lang: str) -> None:
    words = [*PLANNING[lang], ALONE[lang], *MATERIALS[lang]]

    assert grouped([Text(key, one, lang) for key, one in enumerate(words)]) == sorted([PLANNING[lang], MATERIALS[lang]])


def test_languages_are_grouped_apart() -> None:
    both = [(one, lang) for lang in ("en", "fr") for one in (*PLANNING[lang], ALONE[lang], *MATERIALS[lang])]

    assert grouped([Text(key, one, lang) for key, (one, lang) in enumerate(both)]) == sorted(
        [*PLANNING.values(), *MATERIALS.values()]
    )


def test_one_word_is_with_its_kin_and_a_group_says_what_it_is_about() -> None:
    words = ["trust", "Trust", "hope", "tired", "tiredness", "hopeful", "clarity"]

    groups = group_few([Text(word, word, "en") for word in words], vectors=built_in_vectors())

    assert {group.label: group.keys for group in groups} == {
        "Trust": ("trust", "Trust"),
        "Hope": ("hope", "hopeful"),
        "Tired": ("tired", "tiredness"),
    }


@pytest.mark.parametrize("words", [[], ["Alone"], ["", "..."]])
def test_nothing_to_put_together_is_no_group(words: list[str]) -> None:
    assert grouped([Text(key, one, "en") for key, one in enumerate(words)]) == []
