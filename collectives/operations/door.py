"""Doors: links that open one thing without an account. The one module that makes, knocks at, opens and closes them."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.crypto import salted_hmac

from collectives.models import Door
from ilc.tenancy.scope import bound_program_id

SEED_BYTES = 16
SECRET_BYTES = 24
KNOCKS_PER_HOUR = 60
WRONG_KNOCKS_PER_MINUTE = 30
HOUR = timedelta(hours=1)
CODE_LENGTH = 6
CODE_CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another
WRONG_CODES_PER_MINUTE = 120  # a whole room types from one address
MOST_REMEMBERED = 5_000

_remembered: dict[bytes, Door] = {}


class SecretLost(RuntimeError):
    """A door's secret cannot be made again: the server's key has changed since."""


def make_door(purpose: str, object_key: str, *, expires_at: datetime | None, now: datetime) -> Door:
    """A door of the bound program to one object. Its secret comes from door_secret()."""
    return make_doors(purpose, [object_key], expires_at=expires_at, now=now)[0]


def lasting_door(purpose: str, object_key: str, *, now: datetime) -> Door:
    """The bound program's one door to an object that is open, made when there is none. Two SQL statements at most."""
    doors = Door.objects.filter(program=bound_program_id(), purpose=purpose, object_key=object_key, closed_at=None)
    return doors.first() or make_door(purpose, object_key, expires_at=None, now=now)


def make_doors(purpose: str, object_keys: Iterable[str], *, expires_at: datetime | None, now: datetime) -> list[Door]:
    """A door to each of these objects, in their order. One SQL statement, none for no objects."""
    seeds = {key: secrets.token_bytes(SEED_BYTES) for key in object_keys}
    return Door.objects.bulk_create(
        Door(
            program_id=bound_program_id(),
            purpose=purpose,
            object_key=key,
            seed=seed,
            secret_hash=_hash(_secret(seed, settings.SECRET_KEY)),
            made_at=now,
            expires_at=expires_at,
        )
        for key, seed in seeds.items()
    )


def make_code_door(purpose: str, object_key: str, *, now: datetime, length: int = CODE_LENGTH) -> str:
    """A door of the bound program whose secret is a code that people can type. The code comes back.

    It is shown on a wall or on paper and is no secret there; that it cannot be guessed from outside is for knock() to
    see to.
    """
    while True:
        code = "".join(secrets.choice(CODE_CHARACTERS) for _ in range(length))
        door = Door(program_id=bound_program_id(), purpose=purpose, object_key=object_key, made_at=now)
        door.secret_hash = _hash(code)
        try:
            with transaction.atomic():
                door.save(force_insert=True)
        except IntegrityError:  # that code was given out before
            continue
        return code


def door_secret(door: Door) -> str:
    """What opens the door, 192 bits as 32 characters fit for an address. Raises SecretLost.

    It is to be shown to nobody but the one it is sent to, and kept nowhere.
    """
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        secret = _secret(bytes(door.seed), str(key))
        if _hash(secret) == bytes(door.secret_hash):
            return secret
    raise SecretLost(f"The secret of door {door.pk} was made with a key that is no longer in use.")


def knock(
    secret: str,
    *,
    address: str,
    now: datetime,
    wrong_allowed: int = WRONG_KNOCKS_PER_MINUTE,
    fresh: bool = True,
) -> Door | None:
    """The door this secret opens. Changes nothing, so that a mail scanner may look at it. One SQL query.

    The same None for unknown, closed and expired, and for anybody at a client address that guessed wrong
    `wrong_allowed` times within a minute. Looking for the hash takes as long for a near miss as for a far one.
    Not fresh, a door that this process was told to remember costs no query.
    """
    if _wrong_knocks(address, now) >= wrong_allowed:
        return None
    secret_hash = _hash(secret)
    known = None if fresh else _remembered.get(secret_hash)
    if known is not None and (known.expires_at is None or known.expires_at > now):
        return known
    door = _open_doors(now).filter(secret_hash=secret_hash).select_related("program").first()
    if door is None:
        _count_wrong_knock(address, now)
    return door


def remember_door(door: Door) -> None:
    """Let later knocks of this process that need not be fresh find it without a query.

    Only for a door behind which every act finds out by itself whether it may still be done.
    """
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[bytes(door.secret_hash)] = door


def open_door(door: Door, *, now: datetime) -> bool:
    """Count one opening. False when the door was closed meanwhile, or opened KNOCKS_PER_HOUR times within an hour."""
    fresh = Q(knocks_since=None) | Q(knocks_since__lte=now - HOUR)
    allowed = _open_doors(now).filter(fresh | Q(knocks__lt=KNOCKS_PER_HOUR), pk=door.pk)
    opened = allowed.update(
        opened_at=Case(When(opened_at=None, then=Value(now)), default=F("opened_at")),
        knocks=Case(When(fresh, then=Value(1)), default=F("knocks") + 1),
        knocks_since=Case(When(fresh, then=Value(now)), default=F("knocks_since")),
    )
    return bool(opened)


def open_doors_again(purpose: str, object_key: str) -> None:
    """Undo close_doors(): what was given out opens again."""
    doors = Door.objects.filter(program_id=bound_program_id(), purpose=purpose, object_key=object_key)
    doors.update(closed_at=None)


def close_doors(purpose: str, object_key: str, *, now: datetime) -> None:
    """Close every door of the bound program to one object. They stay as rows."""
    doors = Door.objects.filter(program_id=bound_program_id(), purpose=purpose, object_key=object_key, closed_at=None)
    doors.update(closed_at=now)


def let_doors_expire(purpose: str, object_key: str, *, at: datetime) -> None:
    """Every open door of the bound program whose object's key begins so opens until then, and no longer."""
    doors = Door.objects.filter(program_id=bound_program_id(), purpose=purpose, closed_at=None)
    doors.filter(object_key__startswith=object_key).update(expires_at=at)


def _open_doors(now: datetime) -> QuerySet[Door]:
    return Door.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), closed_at=None)


def _secret(seed: bytes, key: str) -> str:
    digest = salted_hmac("collectives.door", seed, secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:SECRET_BYTES]).decode()


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _wrong_knocks(address: str, now: datetime) -> int:
    return int(cache.get(_wrong_knocks_key(address, now), 0))


def _count_wrong_knock(address: str, now: datetime) -> None:
    key = _wrong_knocks_key(address, now)
    cache.add(key, 0, timeout=120)
    cache.incr(key)


def _wrong_knocks_key(address: str, now: datetime) -> str:
    return f"door:{hashlib.sha256(address.encode()).hexdigest()}:{now:%Y%m%d%H%M}"
