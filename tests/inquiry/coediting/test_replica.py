"""What a document makes of an update that has no effect: is it known already, or does it wait for something?"""

from inquiry.coediting.replica import Replica

PRIORITY = "priority"


def written(replica: Replica, text: str) -> bytes:
    """Make the priority read like this; the update that does it."""
    update, _parts = replica.change(lambda: replica.rewrite(PRIORITY, text))
    assert update is not None
    return update


def test_what_is_known_already_is_no_news() -> None:
    one = Replica()
    updates = [written(one, "Clear routines each day"), written(one, "Clear routines"), written(one, "Clear")]
    other = Replica(updates)

    everything = one.doc.get_update(b"\0")

    for update in [*updates, everything]:
        other.apply(update)
        assert other.effect is None
        assert not other.lacks_of(update)


def test_two_who_took_away_the_same_word_say_nothing_new() -> None:
    first = Replica()
    start = written(first, "Clear routines")
    second = Replica([start])
    mine, theirs = written(first, "Clear"), written(second, "Clear")
    server = Replica([start, mine])

    server.apply(theirs)

    assert server.effect is None
    assert not server.lacks_of(theirs)


def test_words_behind_a_hole_are_news() -> None:
    one = Replica()
    start, held_back, later = written(one, "Clear"), written(one, "Clear routines"), written(one, "Clear routines help")
    server = Replica([start])

    server.apply(later)

    assert server.effect is None
    assert server.lacks_of(later)
    server.apply(held_back)
    assert server.words().texts[PRIORITY] == "Clear routines help"
    assert not server.lacks_of(later)


def test_words_beside_a_hole_are_news() -> None:
    one = Replica()
    start, held_back = written(one, "Clear"), written(one, "Clear routines")
    later, _parts = one.change(lambda: one.texts[PRIORITY].insert(0, "So: "))
    assert later is not None
    server = Replica([start])

    server.apply(later)

    assert server.words().texts[PRIORITY] == "So: Clear"
    assert server.effect is None
    assert server.lacks_of(later)
    server.apply(held_back)
    assert server.words().texts[PRIORITY] == "So: Clear routines"
    assert server.effect is not None


def test_taking_away_what_has_not_come_yet_is_news() -> None:
    one = Replica()
    start, held_back = written(one, "Clear"), written(one, "Clear routines")
    other = Replica([start, held_back])
    away = written(other, "Clear")
    server = Replica([start])

    server.apply(away)

    assert server.effect is None
    assert server.lacks_of(away)
    server.apply(held_back)
    assert server.words().texts[PRIORITY] == "Clear"
    assert not server.lacks_of(away)
