from django.db import migrations

# Lexemes, and names without case and signs, kept for the search alone: no field of a model, so that no list reads
# them. A hyphen or stroke joins in one text what another writes apart: both stand apart here.
ADD = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER TABLE news_item ADD COLUMN words_found tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', translate(title, '-‐‑–/_', '      ')), 'A')
    || setweight(to_tsvector('english', translate(left(summary, 20000), '-‐‑–/_', '      ')), 'C')
    || setweight(to_tsvector('english', outlet), 'D')
) STORED;
ALTER TABLE news_company ADD COLUMN words_found tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', translate(name, '-‐‑–/_', '      ')), 'B')
) STORED, ADD COLUMN called_found text[] GENERATED ALWAYS AS (ARRAY[
    btrim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g')),
    btrim(regexp_replace(lower(slug), '[^[:alnum:]]+', ' ', 'g'))
]) STORED;
ALTER TABLE news_product ADD COLUMN words_found tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', translate(name, '-‐‑–/_', '      ')), 'B')
) STORED, ADD COLUMN called_found text[] GENERATED ALWAYS AS (ARRAY[
    btrim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g')),
    btrim(regexp_replace(lower(slug), '[^[:alnum:]]+', ' ', 'g'))
]) STORED;
ALTER TABLE news_alias ADD COLUMN words_found tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', translate(text, '-‐‑–/_', '      ')), 'C')
) STORED, ADD COLUMN called_found text[] GENERATED ALWAYS AS (ARRAY[
    btrim(regexp_replace(lower(text), '[^[:alnum:]]+', ' ', 'g'))
]) STORED;
CREATE AGGREGATE words_together(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');
CREATE INDEX item_words_found ON news_item USING gin (words_found);
CREATE INDEX company_name_alike ON news_company USING gin (name gin_trgm_ops);
CREATE INDEX product_name_alike ON news_product USING gin (name gin_trgm_ops);
CREATE INDEX alias_text_alike ON news_alias USING gin (text gin_trgm_ops);
"""
# The extension may have been there before.
REMOVE = """
DROP INDEX company_name_alike, product_name_alike, alias_text_alike;
DROP AGGREGATE words_together(tsvector);
ALTER TABLE news_alias DROP COLUMN words_found, DROP COLUMN called_found;
ALTER TABLE news_product DROP COLUMN words_found, DROP COLUMN called_found;
ALTER TABLE news_company DROP COLUMN words_found, DROP COLUMN called_found;
ALTER TABLE news_item DROP COLUMN words_found;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0006_retagging'),
    ]

    operations = [migrations.RunSQL(ADD, REMOVE)]
