"""Names and news: companies, products, feeds, items and their tags. Knows no promise."""
