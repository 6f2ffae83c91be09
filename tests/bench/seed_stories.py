"""The stories of seeded news: some items stand alone, most in stories of two to five."""

from itertools import cycle

from django.db import connection

from news.models import Item, Story

SIZES = (1, 2, 3, 1, 5, 2, 4, 1)
BATCH = 2000
PLACED = """
    UPDATE news_item item SET story_id = placed.story, clustered_at = item.listed_at
    FROM unnest(%s::bigint[], %s::bigint[]) AS placed (item, story) WHERE item.id = placed.item
"""


def seed_stories() -> int:
    """Put every item into a story, in the order they were listed; returns the number of stories."""
    items = list(Item.objects.order_by("listed_at", "pk").values_list("pk", "title"))
    sizes, firsts, place = cycle(SIZES), [], 0
    while place < len(items):
        firsts.append(place)
        place += next(sizes)
    stories = Story.objects.bulk_create([Story(headline=items[each][1]) for each in firsts], batch_size=BATCH)
    ends = [*firsts[1:], len(items)]
    of_items = [
        story.pk for story, begin, end in zip(stories, firsts, ends, strict=True) for _ in range(begin, end)
    ]
    with connection.cursor() as cursor:
        cursor.execute(PLACED, [[pk for pk, _ in items], of_items])
        cursor.execute("ANALYZE")
    return len(stories)
