"""Protocols: ours from the content files and those a program wrote; and what sessions usually do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from evidence.engine.learning_word import asked_words, folded, words_of
from facilitation.models import MAX_ITEMS, OwnProtocol, ProtocolCopy, Purpose, Silent, Speaks
from ilc.content import in_language, read_content
from ilc.pages import named_key

OWN = "own:"
FILES = ("evidence", "causes", "feedback", "practice", "voices")


@dataclass(frozen=True)
class Step:
    """One timed step of a protocol, or one item of an outline, which names a protocol or none.

    `speaks` and `silent` are words: "the group speaks", "the presenter listens in silence"; the latter is empty when
    nobody has to be silent. `guide` is one sentence that says what to do.
    """

    title: str
    minutes: int
    speaks: str = ""
    silent: str = ""
    guide: str = ""
    protocol: str = ""


@dataclass(frozen=True)
class OutlineItem:
    """What a session usually does in a phase: one item of it."""

    key: str
    title: str
    minutes: int
    protocol: str


@dataclass(frozen=True)
class ProtocolRole:
    """What somebody takes on for the time of a protocol."""

    key: str
    name: str
    does: str


@dataclass(frozen=True)
class Protocol:
    """A structured conversation, in the reader's language. `people`: the fewest and the most it works for.

    `own`: its row, when this program wrote it; then its words are in `language`, and `by` wrote it. `copy`: its row,
    when another program wrote it and lets this one read it. `program`: who wrote it, where an own one was taken, too.
    """

    key: str
    name: str
    about: str
    when: str
    origin: str
    link: str
    purpose: str
    phases: tuple[int, ...]
    people: tuple[int, int]
    roles: tuple[ProtocolRole, ...]
    steps: tuple[Step, ...]
    own: UUID | None = None
    language: str = ""
    by: str = ""
    retired: bool = False
    copy: UUID | None = None
    program: str = ""

    @property
    def minutes(self) -> int:
        """How long its steps take together."""
        return sum(step.minutes for step in self.steps)

    @property
    def purpose_words(self) -> str:
        """What it is for."""
        return str(Purpose(self.purpose).label)


def list_protocols(phase: int | None = None) -> list[Protocol]:
    """Every protocol one may choose, the program's own first; those that suit the phase come first. One SQL query."""
    rows = OwnProtocol.objects.filter(retired_at=None).select_related("by").order_by("name", "pk")
    protocols = [*(own_protocol(row) for row in rows), *ready_protocols()]
    return sorted(protocols, key=lambda protocol: phase is not None and phase not in protocol.phases)


def protocols_of_others() -> list[Protocol]:
    """Those that other programs let this one read and that it has not taken yet, by name. One SQL query."""
    taken = OwnProtocol.objects.filter(taken_source=OuterRef("source"), retired_at=None)
    rows = ProtocolCopy.objects.filter(~Exists(taken)).order_by("text__name", "pk")
    return [copied_protocol(row) for row in rows]


def protocols_with(words: str) -> list[Protocol]:
    """Those whose name or purpose holds every word and every phrase, accents or not, in the reader's language.

    All of them where nothing is looked for; those of other programs are among them. Two SQL queries.
    """
    asked = asked_words(words)
    spoken = [" ".join(asked.words[at] for at in phrase) for phrase in asked.phrases]
    terms = [folded(term) for term in (*asked.words, *spoken)]
    if words and not terms:
        return []
    listed = [*list_protocols(), *protocols_of_others()]
    return [one for one in listed if all(term in _speaks(one) for term in terms)]


def _speaks(one: Protocol) -> str:
    return " ".join(words_of(folded(f"{one.name} {one.about} {one.when} {one.purpose_words}")))


def ready_protocols() -> list[Protocol]:
    """Those of the content files. No SQL."""
    return [_protocol(entry) for file in FILES for entry in _entries(file)]


def find_protocol(key: str) -> Protocol | None:
    """One protocol by its key, retired or not: agendas go on naming it. A program's own costs one SQL query."""
    return find_protocols([key]).get(key)


def find_protocols(keys: Iterable[str]) -> dict[str, Protocol]:
    """Protocols by their keys, retired or not. One SQL query if one is a program's own, else none."""
    wanted = set(keys)
    found = {entry["key"]: _protocol(entry) for file in FILES for entry in _entries(file) if entry["key"] in wanted}
    own = {pk for key in wanted if key.startswith(OWN) and (pk := named_key(key.removeprefix(OWN)))}
    rows = OwnProtocol.objects.select_related("by").filter(pk__in=own) if own else ()
    return found | {f"{OWN}{row.pk}": own_protocol(row) for row in rows}


def protocol_names(keys: Iterable[str]) -> dict[str, str]:
    """The names of protocols by their keys. One SQL query if one is a program's own, else none."""
    wanted = set(keys)
    names = {
        key: in_language(entry["name"]) for file in FILES for entry in _entries(file) if (key := entry["key"]) in wanted
    }
    own = [pk for key in wanted if key.startswith(OWN) and (pk := named_key(key.removeprefix(OWN)))]
    rows = OwnProtocol.objects.filter(pk__in=own).values_list("pk", "name") if own else ()
    return names | {f"{OWN}{pk}": name for pk, name in rows}


def steps_for(protocol: Protocol, minutes: int) -> tuple[Step, ...]:
    """Its steps, fitted to the minutes an agenda item has. At least one minute each, so that none is lost. No SQL."""
    fitted = fit_minutes([step.minutes for step in protocol.steps], max(minutes, len(protocol.steps)))
    return tuple(replace(step, minutes=length) for step, length in zip(protocol.steps, fitted, strict=True))


def outline_of(phase: int) -> list[OutlineItem]:
    """What a session usually does in a phase, in the reader's language; minutes are for a session of 90. No SQL."""
    entries = read_content("facilitation", "agendas")[f"phase_{phase}"][:MAX_ITEMS]
    return [
        OutlineItem(entry["key"], in_language(entry["title"]), entry["minutes"], entry.get("protocol", ""))
        for entry in entries
    ]


def fit_minutes(lengths: Sequence[int], total: int) -> list[int]:
    """Lengths in about the same proportion that add up to `total`: in steps of five, the longest takes the rest.

    None becomes nothing while there is a minute for each.
    """
    step = 5 if total >= 5 * len(lengths) else 1
    share = total / sum(lengths) / step
    fitted = [step * max(1, round(length * share)) for length in lengths]
    while sum(fitted) - total >= step:
        fitted[fitted.index(max(fitted))] -= step
    fitted[fitted.index(max(fitted))] += total - sum(fitted)
    return fitted


def role_of(key: str) -> ProtocolRole:
    """A role by its key, in the reader's language."""
    entry = read_content("facilitation", "protocol_roles")[key]
    return ProtocolRole(key, in_language(entry["name"]), in_language(entry["does"]))


def words_of_step(speaks: str, silent: str) -> tuple[str, str]:
    """Who speaks and who is silent, in words."""
    return str(Speaks(speaks).label), str(Silent(silent).label) if silent else ""


def _entries(file: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = read_content("facilitation", f"protocols_{file}")["protocol"]
    return entries


def _protocol(entry: dict[str, Any]) -> Protocol:
    fewest, most = entry["people"]
    return Protocol(
        key=entry["key"],
        name=in_language(entry["name"]),
        about=in_language(entry["about"]),
        when=in_language(entry["when"]),
        origin=in_language(entry["origin"]),
        link=entry.get("link", ""),
        purpose=entry["purpose"],
        phases=tuple(entry["phases"]),
        people=(fewest, most),
        roles=tuple(role_of(key) for key in entry["roles"]),
        steps=tuple(_step(step, entry["key"]) for step in entry["step"]),
    )


def _step(entry: dict[str, Any], protocol: str) -> Step:
    speaks, silent = words_of_step(entry["speaks"], entry.get("silent", ""))
    return Step(
        title=in_language(entry["title"]),
        minutes=entry["minutes"],
        speaks=speaks,
        silent=silent,
        guide=in_language(entry["guide"]),
        protocol=protocol,
    )


def own_protocol(row: OwnProtocol) -> Protocol:
    """A program's own protocol as others are, its writer read with it. No SQL."""
    told = _told(row, f"{OWN}{row.pk}")
    return replace(told, own=row.pk, by=row.by.name, retired=row.retired_at is not None, program=row.taken_from)


def copied_protocol(row: ProtocolCopy) -> Protocol:
    """Another program's protocol as others are. No SQL."""
    told = _told(OwnProtocol(**row.text, language=row.language), f"copy:{row.pk}")
    return replace(told, copy=row.pk, program=row.from_name)


def _told(row: OwnProtocol, key: str) -> Protocol:
    steps = []
    for step in row.steps:
        speaks, silent = words_of_step(step["speaks"], step["silent"])
        steps.append(Step(step["title"], step["minutes"], speaks, silent, step["guide"], key))
    return Protocol(
        key=key,
        name=row.name,
        about=row.about,
        when=row.when,
        origin=row.origin,
        link=row.link,
        purpose=row.purpose,
        phases=tuple(row.phases) or (1, 2, 3, 4, 5, 6),
        people=(row.fewest, row.most),
        roles=tuple(role_of(role) for role in row.roles),
        steps=tuple(steps),
        language=row.language,
    )
