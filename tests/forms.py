"""The forms on a page as a browser would send them."""

import random
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

type Sent = dict[str, str | list[str]]

ID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


@dataclass
class Form:
    """One form: what its fields hold now, and what its lists offer."""

    method: str
    url: str
    values: dict[str, list[str]] = field(default_factory=dict)
    offers: dict[str, list[str]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Its fields."""
        return [name for name in self.values if name != "csrfmiddlewaretoken"]

    @property
    def id_fields(self) -> list[str]:
        """The fields that take an id: one is in them, or is offered."""
        return [
            name
            for name in self.names
            if any(ID.match(value) for value in (*self.values[name], *self.offers.get(name, [])))
            or any(ID.match(value.rpartition(":")[2]) for value in self.offers.get(name, []))
        ]

    def filled(self, chance: random.Random) -> Sent:
        """What a person might send: words where it is empty, one of the offers where there are some."""
        return {name: self._value(name, chance) for name in self.names}

    def _value(self, name: str, chance: random.Random) -> str | list[str]:
        offers = [offer for offer in self.offers.get(name, []) if offer]
        if offers:
            return chance.choice(offers)
        values = [value for value in self.values[name] if value]
        return values or "Words of a person"


class _Reader(HTMLParser):
    """Collects forms, and fields that name their form from elsewhere."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.page = url
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.open: Form | None = None
        self.select: tuple[Form, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            url = urljoin(self.page, said.get("action") or self.page)
            self.open = Form(said.get("method", "get").upper(), url)
            self.forms.append(self.open)
            self.by_id[said.get("id", "")] = self.open
        elif tag in {"input", "textarea", "select", "button"}:
            self._field(tag, said)
        elif tag == "option" and self.select:
            form, name = self.select
            form.offers.setdefault(name, []).append(said.get("value", ""))
            if "selected" in said:
                form.values[name] = [said.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None

    def _field(self, tag: str, said: dict[str, str]) -> None:
        form = self.by_id.get(said["form"]) if "form" in said else self.open
        name = said.get("name")
        if form is None or not name or said.get("type") == "file":
            return
        value = said.get("value", "")
        if tag == "select":
            form.values.setdefault(name, [])
            self.select = (form, name)
        elif said.get("type") in {"radio", "checkbox"} or tag == "button":
            form.values.setdefault(name, [])
            form.offers.setdefault(name, []).append(value)
        else:
            form.values.setdefault(name, []).append(value)


def forms_of(html: str, url: str) -> list[Form]:
    """Every form of a page at this address that stays on our own site."""
    reader = _Reader(url)
    reader.feed(html)
    return [form for form in reader.forms if form.url.startswith("/")]
