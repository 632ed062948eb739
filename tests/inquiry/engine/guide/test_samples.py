"""What the guide asks about clauses as people write them: seldom about good ones, mostly about weak ones."""

import pytest

from inquiry.engine.guide.guide import ask
from tests.samples.guide import LANGUAGES, PARTS, all_lexicons, clauses, draft_with

TEXT_RULES = {
    "problem-students", "problem-solution", "problem-data", "problem-whom", "priority-one", "if-ours", "if-seen",
    "then-adults", "so-students", "chain-opening", "chain-sentence", "indicator-activity",
}  # fmt: skip
LEAST = 25  # clauses of each kind in each language


def rules_about(part: str, text: str, language: str) -> set[str]:
    return {one.rule for one in ask(draft_with(part, text, language=language), all_lexicons())} & TEXT_RULES


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_25_good_clauses_at_most_one_is_asked_about(language: str) -> None:
    good, _ = clauses(language)

    asked = [(text, rules) for part, text in good if (rules := rules_about(part, text, language))]

    print(f"{language}: {len(asked)} of {len(good)} good clauses asked about")
    assert len(good) >= LEAST
    assert len(asked) * 25 <= len(good), asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_three_weak_clauses_at_least_two_are_seen(language: str) -> None:
    _, weak = clauses(language)

    passed_over = [
        (rule, text) for rule, text in weak if rule not in rules_about(PARTS[rule.partition("-")[0]], text, language)
    ]

    print(f"{language}: {len(weak) - len(passed_over)} of {len(weak)} weak clauses seen")
    assert len(weak) >= LEAST
    assert len(passed_over) * 3 <= len(weak), passed_over


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_about_words_sees_two_of_three_of_its_own(language: str) -> None:
    _, weak = clauses(language)
    rules = {rule for rule, _ in weak}

    seen = {
        rule: [
            rule in rules_about(PARTS[rule.partition("-")[0]], text, language) for other, text in weak if other == rule
        ]
        for rule in rules
    }

    assert {rule: found for rule, found in seen.items() if sum(found) * 3 < len(found) * 2} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_another_language_are_read_with_its_own(language: str) -> None:
    good, weak = clauses(language)
    usual = next(other for other in LANGUAGES if other != language)

    asked = [text for part, text in good if rules_about(part, text, usual)]
    seen = [rule in rules_about(PARTS[rule.partition("-")[0]], text, usual) for rule, text in weak]

    assert len(asked) * 25 <= len(good), asked
    assert sum(seen) * 2 >= len(seen)


def test_words_of_a_language_nobody_taught_the_guide_are_left_alone() -> None:
    texts = [
        ("problem", "Unsere Schülerinnen und Schüler der dritten Klasse lesen nicht gut, sagt niemand genau warum."),
        ("if", "ᐃᓕᓐᓂᐊᖅᑐᑦ ᐊᑐᐊᒐᕐᓂᒃ ᐅᖃᓕᒫᖃᑦᑕᕐᒪᑕ ᖃᐅᑕᒫᑦ ᐃᓕᓐᓂᐊᕐᕕᖕᒥ ᐊᒻᒪ ᐊᖏᕐᕋᒥ ᓄᑕᖅᑲᓄᑦ"),
        ("then", "يقرأ الطلاب كل يوم في الصف ثم يكتبون ما فهموا من النص"),
    ]

    assert [rules_about(part, text, "en") for part, text in texts] == [set(), set(), set()]
