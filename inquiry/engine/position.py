"""Places in a list that several people order at once: fractional indexes, strings that sort as their characters do.

The keys are those of the npm package fractional-indexing, which the browser uses: a letter that says how many digits
the whole part has ("a" one, "b" two, … "z" 26; "Z" one below nought, "Y" two), the whole part, and a fraction, all in
base 62. Source: D. Greenspan, "Implementing Fractional Indexing", observablehq.com/@dgreensp.
"""

import re

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FIRST = "a0"
SHAPE = re.compile(r"[A-Za-z][0-9A-Za-z]+")


def after(last: str | None) -> str:
    """A place behind the last one; the first place when there is none. What is no key counts as none."""
    if last is None or not is_position(last):
        return FIRST
    head, whole = last[0], last[1 : whole_length(last[0])]
    rest, carry = _raised(whole)
    if not carry:
        return head + rest
    if head == "Z":
        return FIRST
    if head == "z":
        return last + DIGITS[len(DIGITS) // 2]
    following = chr(ord(head) + 1)
    return following + ("0" * (whole_length(following) - 1))


def between(before: str | None, behind: str) -> str:
    """A place behind `before` (None: in front of all) and before `behind`. Raises ValueError where there is none."""
    low = before if before is not None and is_position(before) else None
    if not is_position(behind) or (low is not None and low >= behind):
        raise ValueError(f"There is no place between {before!r} and {behind!r}.")
    if low is not None:
        following = after(low)
        return following if following < behind else _with_fraction(low, behind)
    whole = behind[: whole_length(behind[0])]
    return whole if whole < behind else _lowered(whole)


def is_position(key: str) -> bool:
    """Whether this is a key that both sides can count with."""
    return (
        SHAPE.fullmatch(key) is not None
        and len(key) >= whole_length(key[0])
        and not (len(key) > whole_length(key[0]) and key.endswith("0"))
        and key != "A" + "0" * 26
    )


def whole_length(head: str) -> int:
    """How many characters the whole part has, with its letter."""
    return ord(head) - ord("a") + 2 if head >= "a" else ord("Z") - ord(head) + 2


def _raised(whole: str) -> tuple[str, bool]:
    digits = list(whole)
    for place in reversed(range(len(digits))):
        value = DIGITS.index(digits[place]) + 1
        if value < len(DIGITS):
            digits[place] = DIGITS[value]
            return "".join(digits), False
        digits[place] = "0"
    return "".join(digits), True


def _lowered(key: str) -> str:
    """The whole part one below."""
    digits = list(key[1:])
    for place in reversed(range(len(digits))):
        value = DIGITS.index(digits[place]) - 1
        if value >= 0:
            digits[place] = DIGITS[value]
            return key[0] + "".join(digits)
        digits[place] = "z"
    head = "Z" if key[0] == "a" else chr(ord(key[0]) - 1)
    return head + "z" * (whole_length(head) - 1)


def _with_fraction(low: str, high: str) -> str:
    length = whole_length(low[0])
    ceiling = high[length:] if high[:length] == low[:length] else None
    return low[:length] + _midpoint(low[length:], ceiling)


def _midpoint(low: str, high: str | None) -> str:
    """A fraction between two. `high` None: as large as one likes."""
    if high is not None:
        same = 0
        while same < len(high) and (low[same] if same < len(low) else "0") == high[same]:
            same += 1
        if same:
            return high[:same] + _midpoint(low[same:], high[same:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high else len(DIGITS)
    if last - first > 1:
        return DIGITS[(first + last + 1) // 2]
    if high is not None and len(high) > 1:
        return high[0]
    return DIGITS[first] + _midpoint(low[1:], None)
