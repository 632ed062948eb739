"""Inside a rehearsal: its eight stations, the bar that says where one is, and the chart that is read there."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.queries.indicator import indicators_to_read, read_indicator
from facilitation.forms.rehearsal import ChartForm, SkipForm
from facilitation.operations.rehearsal.marking import answer_chart, skip_station, take_up_station
from facilitation.queries.rehearsal import (
    CHART,
    Station,
    answered_last,
    bar_context,
    chart_indicator,
    chart_question,
    read_rehearsal,
)
from ilc.pages import page


@require_GET
def rehearsal_stations(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """All eight, what each trains, and what became of it."""
    _check(request)
    context = {"rehearsal": read_rehearsal(request.participant, request.program)}
    return page(request, "facilitation/rehearsal/stations.html", "stations", context)


@require_GET
def rehearsal_bar(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """The bar of the page at `?path=`, when it is other than `?seen=`."""
    _check(request)
    context = bar_context(request.participant, request.program, path=request.GET.get("path", ""))
    if request.GET.get("seen") == context["seen"]:
        return HttpResponse(status=204)
    return page(request, "facilitation/rehearsal/bar.html", "bar", context)


@require_POST
def rehearsal_skip(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Pass a station by, and go to the next; or take it up again."""
    _check(request)
    form = SkipForm(request.POST)
    if not form.is_valid():
        raise Http404
    station = form.cleaned_data["station"]
    if form.cleaned_data["again"]:
        take_up_station(station)
        return redirect("facilitation:rehearsal-stations", program_slug)
    skip_station(station, by=request.participant, now=now())
    following = read_rehearsal(request.participant, request.program).after(station)
    if following is None:
        return redirect("facilitation:rehearsal-stations", program_slug)
    return redirect(_url_of(following, program_slug))


@require_http_methods(["GET", "POST"])
def rehearsal_chart(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """The line of the visits, one question about it, and why an answer holds or does not."""
    _check(request)
    indicator = get_object_or_404(indicators_to_read(request.participant), pk=chart_indicator())
    question, options = chart_question()
    last = answered_last()
    data = request.POST if request.method == "POST" else None
    form = ChartForm(data, question=question, options=options, initial={"choice": last})
    if request.method == "POST" and form.is_valid():
        answer_chart(CHART, form.cleaned_data["choice"], by=request.participant, now=now())
        return redirect(f"{reverse('facilitation:rehearsal-chart', args=[program_slug])}#answered")
    context = {
        "indicator": indicator,
        "sheet": read_indicator(indicator, request.participant, own=False),
        "form": form,
        "answered": next((one for one in options if one.key == last), None),
    }
    status = 422 if form.errors else 200
    return page(request, "facilitation/rehearsal/chart.html", "chart", context, status=status)


def _check(request: ProgramRequest) -> None:
    """404 in every program that is no rehearsal; in a rehearsal there is nobody but whose own it is."""
    if not request.program.is_rehearsal:
        raise Http404


def _url_of(station: Station, program_slug: str) -> str:
    return reverse(station.url_name, args=[program_slug, station.pk] if station.pk else [program_slug])
