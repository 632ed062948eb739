"""What the answers to a pulse tell, in words, and what they cannot tell."""

from django.utils.translation import gettext as _

from facilitation.engine.pulse import Spread, moved
from ilc.content import in_language, read_content


def step_words() -> list[str]:
    """What each step of the scale means, in the reader's language."""
    return [in_language(step) for step in read_content("facilitation", "pulse")["steps"]]


def meaning(spread: Spread) -> str:
    """What the answers tell, in words, and what they cannot tell. No SQL."""
    steps = step_words()
    if spread.low == spread.high:
        words = [_("At least the middle half chose “%(low)s”.") % {"low": steps[spread.low - 1]}]
    else:
        ends = {"low": steps[spread.low - 1], "high": steps[spread.high - 1]}
        words = [_("The middle half lies between “%(low)s” and “%(high)s”.") % ends]
    if not spread.silent:
        words.append(_("All who were asked have answered, so nothing is estimated."))
    elif spread.open:
        words.append(_("Too few answered to say where the middle of all %(asked)d lies.") % {"asked": spread.asked})
    elif spread.least == spread.most:
        words.append(
            _("Whatever the others would have said, the middle of all %(asked)d stays there.") % {"asked": spread.asked}
        )
    else:
        about = {"asked": spread.asked, "least": step_name(spread.least), "most": step_name(spread.most)}
        words.append(
            _("Whatever the others would have said, the middle of all %(asked)d lies from %(least)s to %(most)s.")
            % about
        )
    return " ".join(words)


def step_name(value: float) -> str:
    """A place on the scale: the step with its word, or between two."""
    steps, whole = step_words(), int(value)
    if value == whole:
        return _("%(step)d (%(word)s)") % {"step": whole, "word": steps[whole - 1]}
    return _("between %(step)d and %(next)d") % {"step": whole, "next": whole + 1}


def change_words(now: Spread, before: Spread) -> str:
    """Whether the middle moved since the time before, or that nobody can say. No SQL."""
    way = moved(now, before)
    if way == "up":
        return _("Higher than the time before, whatever those who did not answer would have said.")
    if way == "down":
        return _(
            "Lower than the time before, whatever those who did not answer would have said. What is different now?"
        )
    return _("Too close to the time before to say that it moved.")


def asked_words() -> list[str]:
    """What a pulse asks, in the reader's language."""
    return [in_language(one["words"]) for one in read_content("facilitation", "pulse")["questions"]]
