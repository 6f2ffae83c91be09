"""What the database is asked in a search: rows by the lexemes of names and texts, and names by likeness.

Values go in by name: words, called (those that may be a name), as_of, most, alike.
"""

# Signs that join in one text what another writes apart: the kept lexemes have their words apart.
JOINING = "-‐‑–/_"
# What is called exactly so, also in its address, is found whatever its letters' case and signs.
CALLED = "btrim(regexp_replace(lower({}), '[^[:alnum:]]+', ' ', 'g'))"
# The names of companies and products; a product's company stands apart, for it names much besides.
NAMES = f"""
    WITH asked AS MATERIALIZED (
        SELECT websearch_to_tsquery('english', %(words)s) AS words, {CALLED.format("%(called)s")} AS called
        WHERE querytree(websearch_to_tsquery('english', %(words)s)) <> 'T'
    ), named AS MATERIALIZED (
        SELECT p.id, p.slug, p.company_id, p.words_found || words_together(a.words_found) AS words,
               p.called_found || array_agg(a.called_found[1]) AS called
        FROM news_product p LEFT JOIN news_alias a ON a.product_id = p.id GROUP BY p.id
    ), owners AS MATERIALIZED (
        SELECT c.id, c.slug, c.words_found || words_together(a.words_found) AS words,
               c.called_found || array_agg(a.called_found[1]) AS called
        FROM news_company c LEFT JOIN news_alias a ON a.company_id = c.id GROUP BY c.id
    )
"""  # noqa: S608  no word of a reader
RECORD = f"""{NAMES}
    SELECT 'company', c.id, c.slug, CASE WHEN asked.called = ANY(c.called) THEN 0 ELSE 1 END,
           ts_rank(c.words, asked.words), NULL::date
    FROM owners c, asked
    WHERE c.words @@ asked.words OR asked.called <> '' AND asked.called = ANY(c.called)
    UNION ALL
    SELECT 'product', p.id, p.slug,
           CASE WHEN asked.called = ANY(p.called) THEN 0 WHEN p.words @@ asked.words THEN 1 ELSE 2 END,
           ts_rank(p.words || setweight(c.words, 'D'), asked.words), NULL
    FROM named p JOIN owners c ON c.id = p.company_id, asked
    WHERE p.words || c.words @@ asked.words OR asked.called <> '' AND asked.called = ANY(p.called)
    UNION ALL
    SELECT 'deliverable', d.id, d.slug,
           CASE WHEN asked.called = ANY(d.called_found) THEN 0
                WHEN d.words_found || p.words @@ asked.words THEN 1 ELSE 2 END,
           ts_rank(d.words_found || p.words || setweight(c.words, 'D'), asked.words), NULL
    FROM timeline_deliverable d JOIN named p ON p.id = d.product_id
    JOIN owners c ON c.id = p.company_id, asked
    WHERE d.merged_into_id IS NULL
      AND (d.words_found || p.words || c.words @@ asked.words
           OR asked.called <> '' AND asked.called = ANY(d.called_found))
    UNION ALL (
        SELECT 'event', e.id, e.slug, CASE WHEN {CALLED.format("e.title")} = asked.called THEN 0 ELSE 2 END,
               ts_rank(e.words_found, asked.words) AS rank, e.latest
        FROM timeline_event e, asked
        WHERE e.words_found @@ asked.words AND e.latest <= %(as_of)s
        ORDER BY rank DESC, e.latest DESC, e.slug LIMIT %(most)s
    )
    UNION ALL (
        SELECT 'commitment', m.id, m.slug, 2, ts_rank(m.words_found, asked.words) AS rank,
               coalesce(m.said_latest, m.first_reported_on) AS day
        FROM timeline_commitment m, asked
        WHERE m.words_found @@ asked.words AND coalesce(m.said_latest, m.first_reported_on) <= %(as_of)s
        ORDER BY rank DESC, day DESC, m.slug LIMIT %(most)s
    )
"""  # noqa: S608  no word of a reader
# The sign of likeness finds by the indexes of names.
LIKENESS = """
    SELECT kind, id, slug, text, similarity(text, %(words)s) AS alike FROM (
        SELECT 'company' AS kind, id, slug, name AS text FROM news_company WHERE name %% %(words)s
        UNION ALL SELECT 'company', c.id, c.slug, a.text
                  FROM news_alias a JOIN news_company c ON c.id = a.company_id WHERE a.text %% %(words)s
        UNION ALL SELECT 'product', id, slug, name FROM news_product WHERE name %% %(words)s
        UNION ALL SELECT 'product', p.id, p.slug, a.text
                  FROM news_alias a JOIN news_product p ON p.id = a.product_id WHERE a.text %% %(words)s
        UNION ALL SELECT 'deliverable', id, slug, name
                  FROM timeline_deliverable WHERE merged_into_id IS NULL AND name %% %(words)s
    ) AS names
    WHERE similarity(text, %(words)s) >= %(alike)s
    ORDER BY alike DESC, length(text), kind, slug, text LIMIT %(most)s
"""
