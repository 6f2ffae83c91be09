"""Writes which story each item tells: the clusterer's placing, and a curator's, which it never changes."""

from news.stories.joining import StoryError, merge_all, merge_stories, split_story
from news.stories.placing import BATCH, cluster_items

__all__ = ["BATCH", "StoryError", "cluster_items", "merge_all", "merge_stories", "split_story"]
