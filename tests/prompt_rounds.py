"""Prompts without names, put to groups over HTTP, and everything that anybody could see of it.

Each answer is a text that only the referee can tell from the others.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import quote, urlencode
from uuid import uuid4

from django.db import connection
from django.utils.timezone import now
from websockets.sync.client import ClientConnection, connect

from collectives.models import Participant, QuestionKind, Role, User
from collectives.operations.gathering_within import Ask
from facilitation.models import Prompt, PromptUse, SessionRun
from facilitation.operations.prompt import prepare_prompt
from ilc.tenancy.scope import program_scope
from tests.faces import TICKET
from tests.live import session_of
from tests.make import make_participant, make_school, name_facilitator
from tests.make_session import make_full_collective, make_run
from tests.phone import TOKEN

FACES = {"guide": "run/", "wall": "room/", "co-facilitator": "run/", "member": "here/", "admin": "run/"}
BESIDE = ("", "prompts/", "people/", "attendance/", "notes/", "commitments/")  # of the session, beside its faces


@dataclass
class Visitor:
    """Somebody's browser."""

    port: int
    cookies: dict[str, str]
    token: str = ""

    def get(self, path: str) -> str:
        """A page with its headers; what is refused, too."""
        head, body, _status = self._ask("GET", path)
        if found := TOKEN.search(body):
            self.token = found[1].decode()
        return head + body.decode()

    def post(self, path: str, **form: str) -> int:
        """Send a form; the status."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **form}).encode()
        return self._ask("POST", path, body)[2]

    def _ask(self, method: str, path: str, body: bytes = b"") -> tuple[str, bytes, int]:
        way = HTTPConnection("localhost", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{self.port}"}
        way.request(method, path, body or None, headers)
        answer = way.getresponse()
        said = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        head = "\n".join(f"{name}: {value}" for name, value in answer.getheaders() if name.lower() != "date")
        way.close()
        return head, said, answer.status


@dataclass
class Group:
    """A session that is on, and everybody's browser. `watcher`: the member who looks, and answers, too."""

    slug: str
    program_pk: int
    run: SessionRun
    guide: Participant
    members: dict[str, Participant]
    visitors: dict[str, Visitor]
    watcher: str
    languages: dict[str, str]
    news: ClientConnection | None = None

    @property
    def path(self) -> str:
        """Where its pages begin."""
        return f"/p/{self.slug}/sessions/{self.run.session_id}/"

    def look(self, who: str, tail: str) -> str:
        """What somebody sees at a page of the session."""
        return self.visitors[who].get(self.path + tail)

    def listen(self) -> None:
        """Hear its news, as any page of it does."""
        ticket = TICKET.search(self.look("guide", "run/").encode())
        assert ticket
        port, cookies = self.visitors["guide"].port, self.visitors["guide"].cookies
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        headers["Origin"] = f"http://localhost:{port}"
        url = f"ws://localhost:{port}/news?ticket={quote(ticket[1].decode())}"
        self.news = connect(url, additional_headers=headers, proxy=None)

    def heard(self) -> list[str]:
        """The news since it was asked last."""
        assert self.news
        words = []
        try:
            while True:
                words.append(str(self.news.recv(timeout=0.05)))
        except TimeoutError:
            return words


@dataclass
class Round:
    """One prompt, put once. `order`: who answered, as they were seen to; `pages`: what each could see afterwards."""

    group: Group
    prompt: Prompt
    again: "Round | None" = None
    texts: dict[str, str] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    grew: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    early: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    answers: list[tuple] = field(default_factory=list)
    marks: list[tuple] = field(default_factory=list)

    def read_tables(self) -> None:
        """The rows as a reader of the database finds them, with what PostgreSQL keeps beside."""
        pk = self.prompt.gathering_id
        with program_scope(self.group.program_pk), connection.cursor() as cursor:
            columns = "ctid::text, xmin::text::bigint, id::text"
            cursor.execute(f"SELECT text, {columns}, language FROM response WHERE gathering_id = %s", [pk])
            self.answers = cursor.fetchall()
            cursor.execute(
                f"SELECT participant_id::text, {columns} FROM asked WHERE gathering_id = %s AND answered",
                [pk],
            )
            self.marks = cursor.fetchall()


def make_group(slug: str, program_pk: int, people: int) -> Group:
    """A session of so many members that is on; one of them reads French, and everybody knows it."""
    with program_scope(program_pk):
        collective, guide, members = make_full_collective(people)
        other, admin = make_participant(role=Role.FACILITATOR), make_participant(role=Role.ADMIN)
        name_facilitator(collective, other)
        school = make_school()
        coordinator = make_participant(role=Role.COORDINATOR, region=school.district.region)
        Participant.objects.filter(pk=members[0].pk).update(school=school)
        User.objects.filter(pk=members[0].user_id).update(language="fr")
        run = make_run(guide, collective=collective)
        run.session.refresh_from_db()
        faces = {"guide": guide, "wall": guide, "co-facilitator": other, "admin": admin, "coordinator": coordinator}
        faces |= {"member": members[-1]}
    languages = {str(one.pk): "fr" if one == members[0] else "en" for one in members}
    by_key = {str(one.pk): one for one in members}
    cookies = {who: session_of(one.user) for who, one in (faces | by_key).items() if one.user}
    visitors = {who: Visitor(0, dict([cookie.split("=", 1)])) for who, cookie in cookies.items()}
    return Group(slug, program_pk, run, guide, by_key, visitors, str(members[-1].pk), languages)


def put(
    group: Group, chance: random.Random, *, again: Round | None = None, only: int = 0, closely: bool = False
) -> Round:
    """Put a prompt to a group, have it answered, close and show it. Some answer twice; one may be away.

    `again`: the same question, and whoever answers says the same, but for one who is away; `only`: so many answer.
    `closely`: everything is looked at before and after each answer.
    """
    words = str(again.prompt.gathering) if again else f"What stands in the way, {uuid4().hex[:8]}?"
    with program_scope(group.program_pk):
        prompt = prepare_prompt(
            group.run.session, Ask(QuestionKind.OPEN_TEXT, words), use=PromptUse.LIVE, anonymous=True,
            language="en", by=group.guide, now=now(),
        )  # fmt: skip
    one = Round(group, prompt, again)
    group.look("guide", "run/")
    assert group.visitors["guide"].post(f"/p/{group.slug}/prompts/{prompt.pk}/open/") == 302
    people = _who_answers(group, chance, again=again, only=only)
    one.opened = chance.sample(people, len(people))
    for person in one.opened:
        group.look(person, "here/")
    group.heard()
    seen = look_round(group, closely=closely)
    for person in people:
        text = again.texts[person] if again else uuid4().hex * chance.randint(1, 12)
        if not again and chance.random() < 0.15:
            _answer(group, prompt, person, "Something else first")
        assert _answer(group, prompt, person, text) == 302
        one.texts[person] = text
        one.order.append(person)
        one.words[person] = len(group.heard())
        now_seen = look_round(group) if closely else {"wall room/": group.look("wall", "room/")}
        one.grew[person] = len(now_seen["wall room/"]) - len(seen["wall room/"])
        one.early += _showing(one, now_seen)
        seen = now_seen
    one.changed = chance.sample(people, max(0, len(people) - 3)) if chance.random() < 0.5 else []
    for person in one.changed:
        _answer(group, prompt, person, one.texts[person])
    one.changed = [person for person in people if person not in one.changed] + one.changed
    group.look("guide", "run/")
    group.visitors["guide"].post(f"/p/{group.slug}/prompts/{prompt.pk}/show/", what="show")
    one.pages = look_round(group, closely=closely or bool(only))
    return one


def look_round(group: Group, *, closely: bool = True) -> dict[str, str]:
    """The faces of the session; closely, every page of it as everybody sees it who sees it."""
    pages = {f"{who} {tail}": group.look(who, tail) for who, tail in FACES.items()}
    people = ("guide", "coordinator", "admin") if closely else ()
    return pages | {f"{who} {tail}": group.look(who, tail) for who in people for tail in BESIDE}


def _showing(one: Round, pages: dict[str, str]) -> list[str]:
    """The pages on which an answer stands; one's own on one's own page is none."""
    own = {who: one.texts.get(one.group.watcher, "") if who.startswith("member") else "" for who in pages}
    return [who for who, page in pages.items() if any(said in page for said in one.texts.values() if said != own[who])]


def _answer(group: Group, prompt: Prompt, person: str, text: str) -> int:
    group.look(person, "here/")
    return group.visitors[person].post(f"{group.path}prompts/{prompt.pk}/answer/", q1=text)


def _who_answers(group: Group, chance: random.Random, *, again: Round | None, only: int) -> Sequence[str]:
    people = list(again.order if again else group.members)
    if again or (chance.random() < 0.4 and len(people) > 5):
        people.remove(chance.choice(people))
    chance.shuffle(people)
    return people[: only or None]
