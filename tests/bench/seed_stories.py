"""The stories of seeded news: some items stand alone, most in stories of two to five."""

from itertools import accumulate

from django.db import connection

from news.models import Story

SIZES = (1, 2, 3, 1, 5, 2, 4, 1)
# Of each item of a round of SIZES the place of its story in the round.
PLACES = [place for place, size in enumerate(SIZES) for _ in range(size)]
FIRSTS = [end - size for end, size in zip(accumulate(SIZES), SIZES, strict=True)]
NUMBERED = "SELECT id, title, row_number() OVER (ORDER BY listed_at, id) - 1 AS number FROM news_item"
STORIES = f"""
    INSERT INTO news_story (headline, first_seen_at, screened_by, merged_by)
    SELECT title, now(), '', '' FROM ({NUMBERED}) AS item
    WHERE number %% %(round)s = ANY(%(firsts)s::int[]) ORDER BY number
"""
PLACED = f"""
    UPDATE news_item item SET story_id = story.id, clustered_at = item.listed_at
    FROM ({NUMBERED}) AS numbered
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM news_story) AS story
      ON story.place = number / %(round)s * %(stories)s + (%(places)s::int[])[1 + number %% %(round)s]
    WHERE item.id = numbered.id
"""


def seed_stories() -> int:
    """Put every item into a story, in the order they were listed; returns the number of stories."""
    values = {"round": len(PLACES), "stories": len(SIZES), "firsts": FIRSTS, "places": PLACES}
    with connection.cursor() as cursor:
        cursor.execute(STORIES, values)
        cursor.execute(PLACED, values)
        cursor.execute("ANALYZE")
    return Story.objects.count()
