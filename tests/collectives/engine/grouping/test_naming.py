import numpy as np

from collectives.engine.grouping.naming import label_of, name_groups, telling_quotes


def names(*groups: list[str], lang: str | None = "en") -> list[tuple[str, ...]]:
    texts = [text for group in groups for text in group]
    labels = np.array([number for number, group in enumerate(groups) for _ in group])
    return name_groups(texts, labels, np.ones(len(texts), dtype=np.float32), len(groups), lang=lang)


def test_a_group_is_named_by_what_others_do_not_say():
    found = names(
        ["The bus is late", "Students in a late bus", "Students wait for the bus"],
        ["Students like the garden", "A garden for students", "The garden grows"],
    )

    assert (found[0][0], found[1][0]) == ("bus", "garden")
    assert "students" not in (*found[0], *found[1])


def test_accents_acronyms_and_pairs_are_written_as_people_write_them():
    found = names(
        ["L’équité d’abord", "équité partout", "ÉQUITÉ"],
        ["Rencontre de CAP", "nos CAP", "CAP le mardi"],
        ["conseil étudiant", "un conseil étudiant", "le conseil étudiant"],
        lang="fr",
    )

    assert [terms[0] for terms in found] == ["équité", "CAP", "conseil étudiant"]


def test_one_word_stands_once_in_a_label():
    found = names(["math teacher", "math teachers", "mathematics", "math room"], ["bread", "bread", "bread", "bread"])

    assert sum("math" in term for term in found[0]) == 1


def test_a_label_begins_with_a_capital_and_may_be_empty():
    assert (label_of(["équité", "CAP", "voix", "x"]), label_of([])) == ("Équité, CAP, voix", "")


def test_quotes_are_close_readable_and_different():
    points = np.eye(5, dtype=np.float32)
    points[1] = points[0]
    texts = ["Ten words that say what the group is about here", "The same in other words, and as close", "short",
             "x" * 900, "Another sentence that a person can read"]  # fmt: skip
    near = np.array([0.9, 0.8, 0.95, 0.99, 0.5], dtype=np.float32)

    assert telling_quotes(range(5), texts, points, near) == [0, 4, 3, 2]
