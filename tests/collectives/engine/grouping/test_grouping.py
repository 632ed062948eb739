"""Texts in, groups out."""

from collections import Counter

import pytest

from collectives.engine.grouping.grouping import group_texts
from collectives.engine.grouping.texts import Grouping, Text
from ilc.vectors import built_in_vectors

ABSENT = [
    "Attendance drops every Monday and Friday",
    "Chronic absenteeism in grade nine keeps growing",
    "Families do not know how many days their child has missed",
    "Absent students fall behind and then stay away even more",
    "We call home about absences too late",
    "Buses are late so students miss first period attendance",
    "Our attendance team only looks at truancy after ten absences",
    "Students who are absent say nobody noticed they were gone",
]
GRADES = [
    "Grading differs from one teacher to the next",
    "A grade mixes homework, behavior and what students know",
    "Zeros in the gradebook bury students for a whole term",
    "We want grades to show mastery of standards",
    "Retakes are allowed in some grading policies and not in others",
    "Report cards do not tell parents what a grade means",
    "Teachers average scores instead of grading the latest evidence",
    "Extra credit inflates grades",
]
READING = [
    "Third graders cannot decode multisyllable words when reading",
    "Reading comprehension scores are flat in the upper grades",
    "Phonics routines vary across kindergarten classrooms",
    "Students read too few books and have little vocabulary",
    "We need structured literacy and phonics training",
    "Struggling readers get worksheets rather than reading text",
    "Fluency practice in reading disappeared after second grade",
    "Writing about reading is rare in our literacy block",
]


def texts_of(*topics: list[str]) -> list[Text]:
    return [
        Text(f"{topic}-{number}", words)
        for topic, all_of_it in enumerate(topics)
        for number, words in enumerate(all_of_it)
    ]


def grouped(texts: list[Text], **options: object) -> Grouping:
    return group_texts(texts, vectors=built_in_vectors(), **{"even_if_few": True, **options})


def test_texts_about_one_thing_come_together() -> None:
    grouping = grouped(texts_of(ABSENT, GRADES, READING), themes=3)

    topics = [Counter(str(key)[0] for key in group.keys).most_common(1)[0] for group in grouping.groups]
    assert sorted(topic for topic, _ in topics) == ["0", "1", "2"]
    assert sum(count for _, count in topics) >= 18  # of 24


def test_a_group_says_what_it_is_about() -> None:
    grouping = grouped(texts_of(ABSENT, GRADES, READING), themes=3)

    labels = {str(group.quotes[0])[0]: group.label.casefold() for group in grouping.groups}
    assert ("absen" in labels["0"] or "attendance" in labels["0"], "grad" in labels["1"], "reading" in labels["2"]) == (
        True,
        True,
        True,
    )


def test_the_same_seed_gives_the_same_groups() -> None:
    texts = texts_of(ABSENT, GRADES, READING)

    assert grouped(texts, seed=7) == grouped(texts, seed=7)


def test_few_texts_are_grouped_only_when_asked() -> None:
    texts = texts_of(ABSENT, GRADES)

    grouping = grouped(texts, even_if_few=False)

    assert (grouping.too_few, grouping.groups) == (True, ())
    assert [(place.key, place.group) for place in grouping.placed] == [(text.key, None) for text in texts]


def test_the_same_answer_five_hundred_times_is_one_text_in_one_group() -> None:
    again = [
        Text(number, "more TIME to plan  together!" if number % 2 else "More time to plan together")
        for number in range(500)
    ]

    grouping = grouped([*again, *texts_of(ABSENT, GRADES, READING)], themes=4)

    groups = {place.group for place in grouping.placed if isinstance(place.key, int)}
    assert len(groups) == 1
    assert [len(group.keys) >= 500 for group in grouping.groups] == [True, False, False, False]
    assert sum(isinstance(key, int) for group in grouping.groups for key in group.quotes) <= 1


@pytest.mark.parametrize(
    "words", ["", "   ", "?!", "😀😀", "12345", "x", "a" * 100_000, "word " * 20_000, "\x00\ud800"]
)
def test_an_odd_text_has_its_place_and_harms_no_other(words: str) -> None:
    texts = [*texts_of(ABSENT, GRADES, READING), Text("odd", words)]

    grouping = grouped(texts, themes=3)

    assert [place.key for place in grouping.placed] == [text.key for text in texts]
    assert sum(len(group.keys) for group in grouping.groups) + sum(p.group is None for p in grouping.placed) == len(
        texts
    )
    assert all(0 <= place.closeness <= 1 for place in grouping.placed)


def test_nothing_but_empty_texts() -> None:
    grouping = grouped([Text(number, "") for number in range(40)])

    assert (grouping.groups, grouping.too_few, len(grouping.placed)) == ((), False, 40)


def test_nothing_but_one_answer() -> None:
    grouping = grouped([Text(number, "Time") for number in range(40)])

    assert [place.key for place in grouping.placed] == list(range(40))


def test_no_texts_at_all() -> None:
    assert grouped([]) == Grouping((), (), too_few=False)
