"""Background work: what every task promises."""

import inspect

from ilc.celery import app

OWN = ("collectives.", "inquiry.", "evidence.", "facilitation.")


def own_tasks() -> dict[str, object]:
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if name.startswith(OWN)}


def test_every_task_names_its_program_first_by_keyword_or_is_a_sweep_that_beat_rings() -> None:
    rung = {entry["task"] for entry in app.conf.beat_schedule.values()}
    wrong = []
    for name, task in own_tasks().items():
        parameters = list(inspect.signature(task.run).parameters.values())
        takes_program = bool(parameters) and parameters[0].name == "program_id"
        by_keyword = all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters)
        if not (by_keyword and (takes_program or (name in rung and not parameters))):
            wrong.append(name)

    assert wrong == []


def test_beat_rings_only_tasks_that_exist() -> None:
    rung = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert rung <= set(own_tasks())
