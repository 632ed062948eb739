"""A sheet's document in memory: what stands in it, and which part each update touches."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from pycrdt import Doc, Map, Text, get_update

from inquiry.coediting.wire import NOTHING, Reader
from inquiry.engine.position import is_position
from inquiry.engine.saving import IfActionWords, SheetWords
from inquiry.engine.writing import changes
from inquiry.models import MAX_POSITION, PlacematField

IF_ACTIONS = "if_actions"
MOST_IF_ACTIONS = 200  # that rows are made of; the page offers twelve


class Replica:
    """One document with the texts of these names, a placemat's unless others are given, and a placemat's if-actions.

    `touched`: the parts that the last update changed; `effect`: what it added, as far as no hole.
    """

    def __init__(self, updates: Iterable[bytes] = (), *, texts: Iterable[str] = PlacematField.values) -> None:
        self.doc: Doc[Any] = Doc()
        self.texts = {name: self.doc.get(name, type=Text) for name in texts}
        self.if_actions: Map[Any] = self.doc.get(IF_ACTIONS, type=Map)
        for update in updates:
            self.doc.apply_update(update)
        self.touched: set[str] = set()
        self.effect: bytes | None = None
        self._subscriptions = [
            self.doc.observe(self._note_effect),
            self.if_actions.observe_deep(self._note_if_actions),
            *(text.integrated.observe(self._toucher(name)) for name, text in self.texts.items()),  # no event is made
        ]

    def apply(self, update: bytes) -> frozenset[str]:
        """Take an update in; the parts it changed. Raises ValueError when it is none."""
        self.touched, self.effect = set(), None
        self.doc.apply_update(update)
        return frozenset(self.touched)

    def change(self, write: Callable[[], None]) -> tuple[bytes | None, frozenset[str]]:
        """Change it in one transaction; the update that says so (None: nothing changed) and the parts."""
        self.touched, self.effect = set(), None
        with self.doc.transaction():
            write()
        return self.effect, frozenset(self.touched)

    def lacks_of(self, update: bytes) -> bool:
        """Whether an update that was taken in holds something which stands, or waits, behind something that is missing.

        A state says nothing of what was taken away, so every update that answers it names all of that again.
        """
        state = self.doc.get_state()
        news, ours = Reader(get_update(update, state)), Reader(self.doc.get_update(state))
        if news.integer():  # texts behind a hole
            return True
        ours.integer()
        known = _taken_away(ours)
        return any(
            not _covered(one, known.get(client, [])) for client, ranges in _taken_away(news).items() for one in ranges
        )

    def words(self) -> SheetWords:
        """What stands there now, without what no database keeps."""
        texts = {name: plain(str(text)) for name, text in self.texts.items()}
        entries = ((_uuid(key), self.if_actions[key]) for key in list(self.if_actions.keys())[:MOST_IF_ACTIONS])
        actions = {key: _if_action_words(entry) for key, entry in entries if key and isinstance(entry, Map)}
        return SheetWords(texts, actions)

    def rewrite(self, part: str, wanted: str) -> None:
        """Make one text read as wanted, changing as little of it as can be."""
        text = self.texts.get(part)
        if text is None:
            text = self.if_actions[part.removeprefix("if:")]["text"]
        now = str(text)
        for at, delete, insert in reversed(changes(now, wanted)):
            begin = len(now[:at].encode())  # pycrdt counts bytes of UTF-8
            if delete:
                del text[begin : begin + len(now[at : at + delete].encode())]
            if insert:
                text.insert(begin, insert)

    def put_if_action(self, pk: UUID, *, text: str, position: str) -> None:
        """One more."""
        self.if_actions[str(pk)] = Map({"text": Text(text), "position": position, "removed": False})

    def set_if_action(self, pk: UUID, **values: str | bool) -> None:
        """Change its place, or take it away or back."""
        for name, value in values.items():
            self.if_actions[str(pk)][name] = value

    def _note_effect(self, event: Any) -> None:
        self.effect = None if event.update == NOTHING else event.update  # nothing: all of it stands behind a hole

    def _toucher(self, name: str) -> Callable[[Any], None]:
        return lambda _event: self.touched.add(name)

    def _note_if_actions(self, events: list[Any]) -> None:
        for event in events:
            path = list(event.path)
            for key in [path[0]] if path else event.keys:
                self.touched.add(f"if:{key}")


type Range = tuple[int, int]


def _taken_away(reader: Reader) -> dict[int, list[Range]]:
    """The delete set at the end of an update: for each client, from which clock to which, in order and joined.

    Source: Yjs, DeleteSet.js.
    """
    return {
        reader.integer(): _joined(sorted(_range(reader.integer(), reader.integer()) for _ in range(reader.integer())))
        for _ in range(reader.integer())
    }


def _range(clock: int, length: int) -> Range:
    return clock, clock + length


def _joined(ranges: Iterable[Range]) -> list[Range]:
    joined: list[Range] = []
    for begin, end in ranges:
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


def _covered(wanted: Range, known: Sequence[Range]) -> bool:
    place = bisect_right(known, wanted[0], key=lambda one: one[0]) - 1
    return place >= 0 and wanted[1] <= known[place][1]


def plain(text: str) -> str:
    """Without the one character that PostgreSQL cannot keep."""
    return text.replace("\x00", "")


def _if_action_words(entry: Map[Any]) -> IfActionWords:
    text, position = entry.get("text"), entry.get("position")
    known = isinstance(position, str) and len(position) <= MAX_POSITION and is_position(position)
    return IfActionWords(
        plain(str(text)) if isinstance(text, Text) else "",
        str(position) if known else "z",
        entry.get("removed") is True,
    )


def _uuid(key: str) -> UUID | None:
    try:
        return UUID(key) if len(key) == len(str(UUID(int=0))) else None
    except ValueError:
        return None
