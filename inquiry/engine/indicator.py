"""An indicator in words for its history: a line to a field, and back again."""

from collections.abc import Mapping

FIELDS = (
    "text",
    "clause",
    "if_action",
    "if_action_text",
    "data_types",
    "unit",
    "baseline",
    "target",
    "direction",
    "how_often",
)
ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n"})


def lines(values: Mapping[str, str]) -> str:
    """All that is filled in, as `name: value`; a value's own line ends are escaped."""
    escaped = {name: values[name].translate(ESCAPED) for name in FIELDS if values.get(name)}
    return "\n".join(f"{name}: {value}" for name, value in escaped.items())


def values(text: str) -> dict[str, str]:
    """What `lines` wrote, by name; what is no such line goes on from the line before."""
    found: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        name, colon, value = line.partition(": ")
        if colon and name in FIELDS:
            found[name], last = _plain(value), name
        elif last:
            found[last] += f"\n{_plain(line)}"
    return found


def _plain(value: str) -> str:
    return "\\".join(part.replace("\\n", "\n") for part in value.split("\\\\"))
