"""How far a document is, in words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from collectives.models import Rendering, RenderingState
from collectives.queries.rendering import rendering_progress

NOW = timezone.now()
STEPS = (("measure", "Measuring"), ("fit", "Fitting"), ("write", "Writing"))


@pytest.mark.parametrize(
    ("state", "step", "title", "percent", "states"),
    [
        (RenderingState.WAITING, "", "It waits its turn", None, ["later", "later", "later"]),
        (RenderingState.WORKING, "", "Measuring", 17, ["now", "later", "later"]),
        (RenderingState.WORKING, "fit", "Fitting", 50, ["done", "now", "later"]),
        (RenderingState.DONE, "", "It is ready", 100, ["done", "done", "done"]),
    ],
)
def test_progress_in_words(state: str, step: str, title: str, percent: int | None, states: list[str]) -> None:
    rendering = Rendering(program_id=1, state=state, step=step, asked_at=NOW)

    progress = rendering_progress(rendering, STEPS, poll_url="/here/", now=NOW)

    assert (progress.title, progress.percent, [one for _words, one in progress.steps]) == (title, percent, states)


def test_only_a_long_wait_is_late() -> None:
    late = [
        rendering_progress(
            Rendering(program_id=1, state=state, asked_at=NOW - timedelta(seconds=seconds)),
            STEPS,
            poll_url="/",
            now=NOW,
        ).late
        for state, seconds in ((RenderingState.WAITING, 59), (RenderingState.WAITING, 61), (RenderingState.WORKING, 61))
    ]

    assert late == [False, True, False]
