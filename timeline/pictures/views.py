"""The addresses of pictures. Their parameters are as strict as the API's, and answered as there."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from aitracker.web.answers import Edition, lead_on
from aitracker.web.exports import LICENCE_ADDRESS
from aitracker.web.policies import DRAWN, header_of
from aitracker.web.problems import Problem
from aitracker.web.selection import Selection
from timeline.api.resources import RecordView
from timeline.api.views.timeline import TimelineData
from timeline.chart.layout import Chart
from timeline.models import Deliverable
from timeline.pictures.files import png_of, svg_of
from timeline.pictures.sheet import Sheet, Told, sheet_of
from timeline.queries.redirects import moved_to
from timeline.views.deliverables import charts_of, dossier_sentence, standing_dossier
from timeline.views.shown import ALL_LANES, LEGEND, RIDGE_LEGEND, Shown, counts_of, shown_of, usual_lanes
from timeline.wording.days import counted, long_day, span_text
from timeline.wording.terms import Look

SVG, PNG = "svg", "png"
MEDIA_TYPES = {SVG: "image/svg+xml; charset=utf-8", PNG: "image/png"}
THEMES = ("light", "dark")
# What decides about the file, not about what it shows.
OF_FILES = frozenset({"limit", "theme"})


class PictureView(RecordView):
    """A chart as a file: an answer of one type, whatever the reader says to accept."""

    kind = SVG
    schema = None  # the document declares what answers in JSON
    terms: ClassVar[Mapping[str, Collection[str]]] = {"theme": THEMES}

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """An image has the type that its address names."""
        return super().perform_content_negotiation(request, force=True)

    @abstractmethod
    def sheet(self, request: Request, selection: Selection, edition: Edition, **names: str) -> Sheet:
        """What is drawn; raises Deliverable.DoesNotExist."""

    def answer(self, request: Request, selection: Selection, edition: Edition, **names: str) -> HttpResponse:
        """The file, or a problem for what is too large for one."""
        sheet = self.sheet(request, selection, edition, **names)
        name = f"ai-tracker-{names.get('slug', 'timeline')}-{selection.as_of.isoformat()}.{self.kind}"
        return HttpResponse(
            _drawn(sheet, kind=self.kind, theme=selection.theme or "light"),
            content_type=MEDIA_TYPES[self.kind],
            headers={
                "Content-Disposition": f'inline; filename="{name}"',
                "Content-Security-Policy": header_of(DRAWN),
                "Link": f'<{LICENCE_ADDRESS}>; rel="license"',
            },
        )


class TimelinePicture(PictureView):
    """The timeline of a selection; `limit` is the number of lanes."""

    parameters = TimelineData.parameters | {"theme"}
    terms = {**TimelineData.terms, **PictureView.terms}

    def sheet(self, request: Request, selection: Selection, edition: Edition, **names: str) -> Sheet:
        """As the page shows it, with as many lanes as there unless more or fewer are asked for."""
        most = selection.limit if "limit" in request.query_params else usual_lanes(selection)
        shown = shown_of(selection, most=most)
        chart = shown.chart(keep=_keep(selection), since=selection.since)
        return sheet_of(
            chart,
            Told(
                title="Promised, moved, shipped",
                lines=_lines_of(shown),
                legend=_legend(chart),
                source=_source(
                    request, selection, edition, page=reverse("timeline:timeline"), **_as_shown(shown)
                ),
                site=_site(request),
            ),
        )


class DeliverablePicture(PictureView):
    """The strip of one deliverable."""

    parameters = frozenset({"as_of", "theme"})

    def answer(self, request: Request, selection: Selection, edition: Edition, **names: str) -> HttpResponse:
        """The file, or the way to the one that a renamed or merged deliverable goes on as."""
        try:
            return super().answer(request, selection, edition, **names)
        except Deliverable.DoesNotExist as error:
            there = moved_to("deliverable", names["slug"])
            if there is None:
                raise Http404(str(error)) from error
            return lead_on(request, {"slug": there})

    def sheet(self, request: Request, selection: Selection, edition: Edition, **names: str) -> Sheet:
        """As its page shows it."""
        slug = names["slug"]
        dossier = standing_dossier(slug, as_of=selection.as_of)
        chart = charts_of(dossier, keep=_keep(selection))[0]
        return sheet_of(
            chart,
            Told(
                title=dossier.row.deliverable.name,
                lines=[dossier_sentence(dossier)],
                legend=_legend(chart),
                source=_source(
                    request, selection, edition, page=reverse("timeline:deliverable", args=[slug])
                ),
                site=_site(request),
            ),
        )


def _drawn(sheet: Sheet, *, kind: str, theme: str) -> str | bytes:
    if kind == SVG:
        return svg_of(sheet, theme=theme)
    if not sheet.chart.fits_picture:
        detail = f"The chart is {sheet.chart.height:.0f} pixels high: ask for fewer lanes, or for the SVG."
        raise Problem(400, "Too large", detail)
    return png_of(sheet, theme=theme)


def _lines_of(shown: Shown) -> list[str]:
    """The days, how much is shown of them, and what is not."""
    days = span_text(shown.span.first, shown.span.last)
    lines = [f"{days} · {counts_of(shown.lane_count, shown.rows)}"]
    return [*lines, f"{counted(shown.others, 'lane')} left out for room."] if shown.others else lines


def _as_shown(shown: Shown) -> dict[str, str]:
    """What makes the page show the same days and lanes."""
    days = {"from": shown.span.first.isoformat(), "to": shown.span.last.isoformat()}
    usual = usual_lanes(shown.selection)
    return days | ({"lanes": ALL_LANES} if usual and len(shown.lanes) > usual else {})


def _legend(chart: Chart) -> tuple[Look, ...]:
    """The key to the marks that may stand in it."""
    ridges = RIDGE_LEGEND if chart.has_ridges else ()
    return tuple(dict.fromkeys([*(LEGEND if chart.has_single else ()), *ridges]))


def _source(
    request: Request, selection: Selection, edition: Edition, *, page: str, **others: str
) -> tuple[str, str]:
    """Whose it is and how far it reaches; and the page that shows the same, whenever it is opened."""
    through = edition.record_through
    reaches = f"the record reaches to {long_day(through)}" if through else "the record is empty"
    asked = {name: str(value) for name, value in request.query_params.items() if name not in OF_FILES}
    query = urlencode(sorted({**asked, **others, "as_of": selection.as_of.isoformat()}.items()), safe=",")
    return (
        f"AI Tracker · as known on {long_day(selection.as_of)} · {reaches} · CC BY 4.0, {LICENCE_ADDRESS}",
        f"{_site(request)}{page}?{query}",
    )


def _keep(selection: Selection) -> str:
    """What links carry along: the day, for the file stays as it is."""
    return f"?as_of={selection.as_of.isoformat()}"


def _site(request: Request) -> str:
    return request.build_absolute_uri("/").removesuffix("/")
