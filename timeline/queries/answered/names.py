"""Companies and products with their other names."""

from collections.abc import Iterable

from timeline.queries.addressed import array_of, found_names
from timeline.queries.answered.reading import ASKED, IN_ORDER, Answer, read
from timeline.queries.companies import INSIDE

ALIASES = """(
    SELECT coalesce(json_agg(json_build_object('text', alias.text, 'kind', alias.kind)
        ORDER BY alias.text, alias.id), '[]')
    FROM news_alias alias WHERE alias.{name}_id = {name}.id AND alias.text <> {name}.name
)"""
COMPANIES = f"""
    SELECT json_build_object(
        'slug', company.slug,
        'name', company.name,
        'kind', company.kind,
        'parent', parent.slug,
        'units', (
            SELECT coalesce(json_agg(unit.slug ORDER BY unit.slug), '[]') FROM news_company unit
            WHERE unit.parent_id = company.id AND unit.kind = ANY(%(inside)s)
              AND unit.id = ANY(%(told)s::bigint[])
        ),
        'country', nullif(company.country, ''),
        'ticker', nullif(company.ticker, ''),
        'homepage', nullif(company.homepage, ''),
        'fiscal_year_start_month', company.fiscal_year_start_month,
        'aliases', {ALIASES.format(name="company")}
    )::text
    FROM {ASKED} JOIN news_company company ON company.id = asked.id
    LEFT JOIN news_company parent ON parent.id = company.parent_id
    {IN_ORDER}
"""  # noqa: S608  no word of a reader
PRODUCTS = f"""
    SELECT json_build_object(
        'slug', product.slug,
        'name', product.name,
        'company', company.slug,
        'kind', product.kind,
        'family', family.slug,
        'aliases', {ALIASES.format(name="product")}
    )::text
    FROM {ASKED} JOIN news_product product ON product.id = asked.id
    JOIN news_company company ON company.id = product.company_id
    LEFT JOIN news_product family ON family.id = product.family_id
    {IN_ORDER}
"""  # noqa: S608  no word of a reader


def companies_answered(ids: Iterable[int]) -> list[Answer]:
    """The companies in the order of the ids, with those units of their own of which something is told."""
    told = array_of(found_names().companies)
    return read(COMPANIES, ids=ids, told=told, inside=list(INSIDE))


def products_answered(ids: Iterable[int]) -> list[Answer]:
    """The products in the order of the ids."""
    return read(PRODUCTS, ids=ids)
