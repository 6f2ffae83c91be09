from django.db import migrations

# Lexemes of an item, kept beside its texts for the search alone: no field of the model, so that no list reads
# them. A hyphen or stroke joins in one text what another writes apart: both stand apart here.
ADD = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER TABLE news_item ADD COLUMN words_found tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', translate(title, '-‐‑–/_', '      ')), 'A')
    || setweight(to_tsvector('english', translate(left(summary, 20000), '-‐‑–/_', '      ')), 'C')
    || setweight(to_tsvector('english', outlet), 'D')
) STORED;
CREATE INDEX item_words_found ON news_item USING gin (words_found);
"""
# The extension may have been there before.
REMOVE = "ALTER TABLE news_item DROP COLUMN words_found;"


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0006_item_in_story'),
    ]

    operations = [migrations.RunSQL(ADD, REMOVE)]
