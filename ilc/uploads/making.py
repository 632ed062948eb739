"""What comes of a file that was made anew."""

from typing import NamedTuple


class Made(NamedTuple):
    """A file made anew: what it is served as, the end of its name, and in codes what was left out of it.

    `scripts`: what runs by itself. `files`: files put inside. `tables`: the table behind a chart, which may hold more
    than the chart shows. `motion`: all pictures of a moving one but the first.
    """

    content_type: str
    suffix: str
    left_out: tuple[str, ...] = ()
    width: int | None = None  # points, of a picture
    height: int | None = None
    preview: bool = False  # whether a small picture was made too
