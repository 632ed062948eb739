"""Tables as published rules would protect them. `*` stands for a protected cell."""

import pytest

from evidence.engine.suppression import Layout, Protection, Rule, Shown, Told, protect

SCHOOLS = ["Alder", "Birch", "Cedar"]


def one_school(*groups: tuple[int, ...]) -> dict:
    """One school: all, and the groups of one kind."""
    figures = {("Alder", name): counts for name, counts in zip("abcdef", groups, strict=False)}
    return {("Alder", None): add(groups), **figures}


def add(parts) -> tuple[int, ...]:
    return tuple(map(sum, zip(*parts, strict=True)))


def of_one_school(figures: dict) -> Layout:
    return Layout({"Alder": None}, {group: "Grade" for _, group in figures if group}, {"Alder": "North"})


def hidden(protection: Protection) -> set:
    return {key for key, shown in protection.shown.items() if shown.protected}


def district(*schools: tuple[int, ...], total: tuple[int, ...] | None = None) -> tuple[dict, Layout]:
    """A district with schools, all students only."""
    figures = {(name, None): counts for name, counts in zip(SCHOOLS, schools, strict=False)}
    layout = Layout({"North": None, **dict.fromkeys(SCHOOLS, "North")}, {}, dict.fromkeys(["North", *SCHOOLS], "North"))
    return {("North", None): total or add(schools), **figures}, layout


def test_new_york_hides_below_five_and_the_next_smallest_group():
    figures = one_school((2, 2), (7, 6), (20, 20), (40, 30))

    protection = protect(figures, of_one_school(figures), Rule(smallest=5))

    assert hidden(protection) == {("Alder", "a"), ("Alder", "b")}
    assert protection.shown["Alder", None].people == 127


def test_new_york_hides_totals_of_which_one_group_is_all():
    figures = one_school((2, 2), (0, 0))

    protection = protect(figures, of_one_school(figures), Rule(smallest=5))

    assert hidden(protection) == {("Alder", None), ("Alder", "a")}
    assert protection.shown["Alder", "b"] == Shown(Told.NOBODY, 0)


def test_new_york_hides_all_of_one_level_with_another_group():
    figures = one_school((30, 0), (12, 11), (60, 50))

    protection = protect(figures, of_one_school(figures), Rule(smallest=5, coarsen=False))

    assert hidden(protection) == {("Alder", "a"), ("Alder", "b")}


def test_wisconsin_hides_both_sides_of_a_two_way_split_and_keeps_the_total():
    figures = one_school((2, 3), (90, 110))

    protection = protect(figures, of_one_school(figures), Rule(smallest=6))

    assert hidden(protection) == {("Alder", "a"), ("Alder", "b")}
    assert protection.shown["Alder", None].percent == 45


def test_wisconsin_hides_the_district_rather_than_a_second_school_where_that_loses_less():
    figures, layout = district((2, 2), (200, 300))

    assert hidden(protect(figures, layout, Rule(smallest=6))) == {("Alder", None), ("North", None)}


def test_a_second_school_is_hidden_where_that_loses_less():
    figures, layout = district((2, 2), (16, 14), (200, 300))

    assert hidden(protect(figures, layout, Rule(smallest=6))) == {("Alder", None), ("Birch", None)}


def test_the_learning_bar_hides_below_five_and_shows_five():
    figures = one_school((2, 3), (2, 4))

    assert hidden(protect(figures, of_one_school(figures), Rule(smallest=5))) == set()


def test_canyons_hides_below_ten_and_coarsens_what_is_left():
    figures = one_school((4, 5), (120, 1), (40, 30), (30, 35))

    protection = protect(figures, of_one_school(figures), Rule())

    assert hidden(protection) == {("Alder", "a"), ("Alder", "d")}
    assert protection.shown["Alder", "b"].band == (98, 100)


def test_nothing_is_hidden_where_every_group_is_large():
    figures = one_school((40, 44), (50, 51), (60, 33))

    protection = protect(figures, of_one_school(figures), Rule())

    assert hidden(protection) == set()
    assert [one.width for one in protection.shown.values()] == [0, 0, 0, 0]


def test_things_are_not_protected():
    figures = one_school((1, 1), (3, 0))

    protection = protect({**figures, ("Alder", "c"): None}, of_one_school(figures), Rule(), about_people=False)

    assert hidden(protection) == set()
    assert protection.shown["Alder", "b"].percent == 100
    assert protection.shown["Alder", "c"] == Shown(Told.FIGURE)


def test_a_figure_of_nobody_knows_how_many_people_is_protected():
    layout = Layout({"Alder": None}, {})

    assert hidden(protect({("Alder", None): None}, layout, Rule())) == {("Alder", None)}
    assert protect({}, layout, Rule()).shown == {}


def test_nobody_is_told_as_nobody_and_never_hidden_for_anothers_sake():
    figures = one_school((2, 2), (0, 0), (20, 30))

    protection = protect(figures, of_one_school(figures), Rule())

    assert hidden(protection) == {("Alder", "a"), ("Alder", "c")}
    assert protection.shown["Alder", "b"] == Shown(Told.NOBODY, 0)


def test_who_is_in_no_school_of_the_list_is_protected_too():
    figures, layout = district((20, 20), (30, 30), (40, 60), total=(92, 111))

    assert hidden(protect(figures, layout, Rule())) != set()


def test_a_district_figure_below_the_schools_sum_is_no_crash():
    figures, layout = district((20, 20), (4, 2), total=(15, 30))

    assert ("Birch", None) in hidden(protect(figures, layout, Rule()))


def test_a_protected_cell_says_nothing_of_why():
    figures = one_school((2, 2), (7, 6), (20, 20))

    protection = protect(figures, of_one_school(figures), Rule(smallest=5))

    assert protection.shown["Alder", "a"] == protection.shown["Alder", "b"] == Shown(Told.PROTECTED)


def test_a_late_arrival_beside_a_total_that_was_shown_hides_the_new_total():
    before, layout = district((20, 20), (30, 30))
    first = protect(before, layout, Rule())
    after, _ = district((20, 20), (30, 30), (2, 2))

    second = protect(after, layout, Rule(), earlier=[first.release])

    assert hidden(first) == set()
    assert hidden(second) == {("North", None), ("Cedar", None)}
    assert not second.held


def test_what_was_hidden_and_did_not_change_stays_hidden():
    before = one_school((4, 4), (14, 12), (30, 40))
    first = protect(before, of_one_school(before), Rule())
    after = one_school((20, 20), (14, 12), (30, 40))

    second = protect(after, of_one_school(after), Rule(), earlier=[first.release])

    assert hidden(first) == {("Alder", "a"), ("Alder", "b")}
    assert ("Alder", "b") in hidden(second)


def test_a_release_that_would_give_someone_away_is_held():
    before = one_school((6, 6), (20, 20))
    after = {**before, ("Alder", "a"): (3, 3), ("Alder", "c"): (3, 3)}
    layout = Layout({"Alder": None}, dict.fromkeys("abc", "Grade"), {"Alder": "North"})
    first = protect(before, layout, Rule())

    second = protect(after, layout, Rule(), earlier=[first.release])

    assert hidden(first) == set()
    assert second.held


def test_a_stricter_rule_hides_what_was_shown_but_cannot_make_it_unknown():
    figures = one_school((3, 4), (20, 20), (50, 40))
    first = protect(figures, of_one_school(figures), Rule(smallest=5))

    second = protect(figures, of_one_school(figures), Rule(smallest=10), earlier=[first.release])

    assert hidden(first) == set()
    assert hidden(second) == {("Alder", "a")}
    assert not second.held


def test_as_many_people_on_another_day_are_the_same_people():
    october = one_school((3, 4), (14, 12), (30, 40))
    first = protect(october, of_one_school(october), Rule())
    november = one_school((3, 4), (13, 13), (25, 45))

    second = protect(november, of_one_school(november), Rule(), elsewhere=[first.release])

    assert hidden(first) == hidden(second) == {("Alder", "a"), ("Alder", "b")}


@pytest.mark.parametrize("counts", [(9,), (3, 3, 3)])
def test_any_number_of_levels_is_protected(counts):
    figures = one_school(counts, tuple(20 for _ in counts), tuple(30 for _ in counts))

    assert hidden(protect(figures, of_one_school(figures), Rule())) == {("Alder", "a"), ("Alder", "b")}
