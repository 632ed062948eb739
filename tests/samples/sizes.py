"""The same placemat with little, usual and very much written on it."""

from dataclasses import replace

from inquiry.queries.placemat_sheet import PlacematSheet

MORE = (
    " In practice this also means naming who does what, by when, and what we will stop doing to make room for it; we "
    "come back to this at every session and write down what we learned."
)


def _grown(text: str, times: int) -> str:
    return text.rstrip(".") + "." + MORE * times if text else text


def grown(sheet: PlacematSheet, times: int) -> PlacematSheet:
    """The same sheet with `times` more sentences in each text, and longer names of indicators."""
    tail = ", read by school and by each group that has at least ten students, with a note on what we heard" * times
    return replace(
        sheet,
        problem=_grown(sheet.problem, times),
        priority=_grown(sheet.priority, times),
        system_goal=_grown(sheet.system_goal, times),
        if_actions=tuple(replace(clause, text=_grown(clause.text, times)) for clause in sheet.if_actions),
        then=_grown(sheet.then, times),
        so_that=_grown(sheet.so_that, times),
        indicators=tuple(replace(one, name=one.name + tail) for one in sheet.indicators),
        went_well=_grown(sheet.went_well, times * 2),
        went_less_well=_grown(sheet.went_less_well, times),
        adjust=_grown(sheet.adjust, times),
    )


def lengths(sheet: PlacematSheet) -> dict[str, PlacematSheet]:
    """A short, the typical, a long and an extreme version of one sheet."""
    short = replace(
        sheet,
        problem=sheet.priority,
        system_goal="",
        if_actions=sheet.if_actions[:1],
        indicators=sheet.indicators[:1],
        went_well="",
        went_less_well="",
        adjust="",
    )
    long = replace(sheet, problem=_grown(sheet.problem, 5), adjust=_grown(sheet.adjust, 4))
    return {"short": short, "typical": sheet, "long": long, "extreme": grown(sheet, 2)}
