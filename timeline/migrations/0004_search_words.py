from django.db import migrations

# Lexemes, and names without case and signs, kept for the search alone, as those of items are: no field of a
# model, so that nothing else reads them.
ADD = """
ALTER TABLE timeline_deliverable ADD COLUMN words_found tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', translate(name, '-‐‑–/_', '      ')), 'A')
) STORED, ADD COLUMN called_found text[] GENERATED ALWAYS AS (ARRAY[
    btrim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g')),
    btrim(regexp_replace(lower(slug), '[^[:alnum:]]+', ' ', 'g'))
]) STORED;
ALTER TABLE timeline_commitment ADD COLUMN words_found tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', translate(words, '-‐‑–/_', '      ')), 'B')
    || setweight(to_tsvector('english', translate(condition, '-‐‑–/_', '      ')), 'C')
    || setweight(to_tsvector('english', speaker), 'D')
) STORED;
ALTER TABLE timeline_event ADD COLUMN words_found tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', translate(title, '-‐‑–/_', '      ')), 'A')
    || setweight(to_tsvector('english', translate(summary, '-‐‑–/_', '      ')), 'C')
) STORED;
CREATE INDEX deliverable_name_alike ON timeline_deliverable USING gin (name gin_trgm_ops);
CREATE INDEX commitment_words_found ON timeline_commitment USING gin (words_found);
CREATE INDEX event_words_found ON timeline_event USING gin (words_found);
"""
REMOVE = """
ALTER TABLE timeline_event DROP COLUMN words_found;
ALTER TABLE timeline_commitment DROP COLUMN words_found;
DROP INDEX deliverable_name_alike;
ALTER TABLE timeline_deliverable DROP COLUMN words_found, DROP COLUMN called_found;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0007_search_words'),
        ('timeline', '0003_suggestions'),
    ]

    operations = [migrations.RunSQL(ADD, REMOVE)]
