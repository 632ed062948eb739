"""Words taken over from one text into another: put below what stands there, and taken back again."""


def below(mine: str, taken: str) -> str:
    """My words with the others' below, an empty line between; only theirs when I have written nothing yet."""
    taken = taken.strip()
    return f"{mine.rstrip()}\n\n{taken}" if mine.strip() else taken


def without(mine: str, taken: str) -> str | None:
    """My words as they were before `below`; None when somebody has written in what was taken since."""
    taken = taken.strip()
    at = mine.rfind(taken) if taken else -1
    if at < 0:
        return None
    before, after = mine[:at].rstrip(), mine[at + len(taken) :].lstrip("\n")
    return f"{before}\n\n{after}" if before and after.strip() else before or after
