"""The addresses of this app's pages."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path

from timeline.feeds.looks import LookFeed
from timeline.feeds.views import Calendar, ChangesFeed, NewsFeed
from timeline.pictures.views import PNG, SVG, DeliverablePicture, TimelinePicture
from timeline.views import embeds
from timeline.views.briefs import brief
from timeline.views.companies import companies, company
from timeline.views.corrections import corrections
from timeline.views.deliverables import deliverable
from timeline.views.events import event
from timeline.views.method import method
from timeline.views.models import models
from timeline.views.news import news
from timeline.views.oembed import OEmbed
from timeline.views.products import product
from timeline.views.reports.page import received, report
from timeline.views.review.decisions import decide
from timeline.views.review.facts import facts
from timeline.views.review.links import link
from timeline.views.review.looks import look
from timeline.views.review.page import desk, suggestion
from timeline.views.search import found
from timeline.views.site import favicon, robots
from timeline.views.sitemap import SITEMAPS
from timeline.views.story import story
from timeline.views.timeline import ledger, timeline
from timeline.views.today import today

app_name = "timeline"
urlpatterns = [
    path("", today, name="today"),
    path("timeline/", timeline, name="timeline"),
    path("ledger/", ledger, name="ledger"),
    path("d/<slug:slug>/", deliverable, name="deliverable"),
    path("d/<slug:slug>/brief/", brief, name="brief"),
    path("p/<slug:slug>/", product, name="product"),
    path("c/", companies, name="companies"),
    path("c/<slug:slug>/", company, name="company"),
    path("e/<slug:slug>/", event, name="event"),
    path("models/", models, name="models"),
    path("news/", news, name="news"),
    path("news/<int:number>/", story, name="story"),
    path("search/", found, name="search"),
    path("corrections/", corrections, name="corrections"),
    path("method/", method, name="method"),
    path("review/", desk, name="review"),
    path("review/<int:number>/", suggestion, name="suggestion"),
    path("review/<int:number>/decide/", decide, name="decide"),
    path("review/look/", look, name="review-look"),
    path("review/look.atom", LookFeed.as_view(), name="look-feed"),
    path("review/import/", facts, name="review-import"),
    path("review/link/", link, name="review-link"),
    path("report/", report, name="report"),
    path("report/received/", received, name="report-received"),
    path("changes.atom", ChangesFeed.as_view(), name="changes-feed"),
    path("news.atom", NewsFeed.as_view(), name="news-feed"),
    path("calendar.ics", Calendar.as_view(), name="calendar"),
    path("embed/timeline/", embeds.timeline, name="embed-timeline"),
    path("embed/d/<slug:slug>/", embeds.deliverable, name="embed-deliverable"),
    path("oembed", OEmbed.as_view(), name="oembed"),
    path("timeline.svg", TimelinePicture.as_view(kind=SVG), name="timeline-svg"),
    path("timeline.png", TimelinePicture.as_view(kind=PNG), name="timeline-png"),
    path("d/<slug:slug>/chart.svg", DeliverablePicture.as_view(kind=SVG), name="deliverable-svg"),
    path("d/<slug:slug>/chart.png", DeliverablePicture.as_view(kind=PNG), name="deliverable-png"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "timeline:sitemap-part"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-part"),
]
