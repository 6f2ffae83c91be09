"""The addresses of this app's pages."""

from django.urls import path

from news.views import source, sources, sources_opml

app_name = "news"
urlpatterns = [
    path("sources/", sources, name="sources"),
    path("sources/feeds.opml", sources_opml, name="sources_opml"),
    path("sources/<int:pk>/", source, name="source"),
]
