"""The addresses of this app's pages."""

from django.urls import path

from news.views import sources

app_name = "news"
urlpatterns = [
    path("sources/", sources, name="sources"),
]
