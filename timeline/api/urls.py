"""The addresses of the API: no slash at the end of a resource."""

from django.urls import path

from timeline.api.views import (
    documents,
    feeds,
    history,
    items,
    meanings,
    names,
    record,
    search,
    stories,
    suggestions,
    timeline,
)

app_name = "api"
urlpatterns = [
    path("", documents.ResourceIndex.as_view(), name="index"),
    path("companies", names.Companies.as_view(), name="companies"),
    path("companies/<slug:slug>", names.OneCompany.as_view(), name="company"),
    path("companies/<slug:slug>/record", names.CompanyRecord.as_view(), name="record"),
    path("products", names.Products.as_view(), name="products"),
    path("products/<slug:slug>", names.OneProduct.as_view(), name="product"),
    path("models", names.Models.as_view(), name="models"),
    path("models/<slug:slug>", names.OneModel.as_view(), name="model"),
    path("deliverables", record.Deliverables.as_view(), name="deliverables"),
    path("deliverables/<slug:slug>", record.OneDeliverable.as_view(), name="deliverable"),
    path("commitments", record.Commitments.as_view(), name="commitments"),
    path("events", record.Events.as_view(), name="events"),
    path("events/<slug:slug>", record.OneEvent.as_view(), name="event"),
    path("restructurings", record.Restructurings.as_view(), name="restructurings"),
    path("items", items.Items.as_view(), name="items"),
    path("stories", stories.Stories.as_view(), name="stories"),
    path("stories/<int:number>", stories.OneStory.as_view(), name="story"),
    path("suggestions", suggestions.Suggestions.as_view(), name="suggestions"),
    path("suggestions/<int:number>", suggestions.OneSuggestion.as_view(), name="suggestion"),
    path("suggestions/<int:number>/accept", suggestions.Acceptance.as_view(), name="accept"),
    path("suggestions/<int:number>/reject", suggestions.Rejection.as_view(), name="reject"),
    path("suggestions/<int:number>/merge", suggestions.Merge.as_view(), name="merge"),
    path("sources", feeds.Sources.as_view(), name="sources"),
    path("changes", history.Changes.as_view(), name="changes"),
    path("corrections", history.Corrections.as_view(), name="corrections"),
    path("search", search.Search.as_view(), name="search"),
    path("timeline", timeline.TimelineData.as_view(), name="timeline"),
    path("enumerations", meanings.Enumerations.as_view(), name="enumerations"),
    path("method", meanings.MethodOfCounting.as_view(), name="method"),
    path("schema", documents.SchemaDocument.as_view(), name="schema"),
    path("docs", documents.Documentation.as_view(), name="docs"),
]
