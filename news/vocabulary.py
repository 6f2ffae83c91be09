"""The record's names as a compiled gazetteer, made once a process for each state of the names."""

from collections.abc import Iterator
from functools import lru_cache

from news.canonical import publishing_host
from news.matching import Gazetteer, Name, Target, Thing, compile_gazetteer, folded_key
from news.models import Alias, Company, Product
from news.shipped import shipped_grammar

Names = tuple[Name, ...]
Owners = tuple[tuple[Target, Target], ...]
OWNED_KINDS = (Company.Kind.UNIT, Company.Kind.LAB)


def current_gazetteer() -> Gazetteer:
    """The gazetteer of the names as they stand; compiling is skipped where nothing changed."""
    aliases = _aliases()
    known = {(name.target, folded_key(name.text)) for name in aliases}
    own = [name for name in _own_names() if (name.target, folded_key(name.text)) not in known]
    return _compiled((*aliases, *own), tuple(_owners()), tuple(_things()))


@lru_cache(maxsize=2)
def _compiled(names: Names, owners: Owners, things: tuple[Thing, ...]) -> Gazetteer:
    return compile_gazetteer(names, owners=dict(owners), things=things, grammar=shipped_grammar())


def _aliases() -> Names:
    return tuple(
        Name(
            text=alias.text,
            target=_target(alias),
            kind=alias.kind,
            tier=alias.tier,
            case_sensitive=alias.case_sensitive,
            version_policy=alias.version_policy,
            context=tuple(alias.context),
            negative_context=tuple(alias.negative_context),
            valid_from=alias.valid_from,
            valid_to=alias.valid_to,
        )
        for alias in Alias.objects.order_by("id")
    )


def _target(alias: Alias) -> Target:
    if alias.company_id is not None:
        return Target("company", alias.company_id)
    return Target("product", alias.product_id or 0)


def _own_names() -> Iterator[Name]:
    """Every company's and product's own name, a plain alias where no alias row rules it."""
    for pk, name in Company.objects.order_by("id").values_list("id", "name"):
        yield Name(text=name, target=Target("company", pk))
    for pk, name in Product.objects.order_by("id").values_list("id", "name"):
        yield Name(text=name, target=Target("product", pk))


def _owners() -> Iterator[tuple[Target, Target]]:
    """Who is behind a product, and the parent of a unit or lab; a subsidiary stands alone."""
    for pk, company in Product.objects.order_by("id").values_list("id", "company_id"):
        yield Target("product", pk), Target("company", company)
    units = Company.objects.filter(kind__in=OWNED_KINDS, parent__isnull=False).order_by("id")
    for pk, parent in units.values_list("id", "parent_id"):
        if parent is not None:
            yield Target("company", pk), Target("company", parent)


def _things() -> Iterator[Thing]:
    """Every company and product as the grammar of names needs it."""
    companies = Company.objects.order_by("id").values_list("id", "slug", "name", "kind", "homepage")
    for pk, slug, name, kind, homepage in companies:
        host = publishing_host(homepage)
        yield Thing(target=Target("company", pk), slug=slug, name=name, kind=kind, host=host)
    for pk, slug, name, kind in Product.objects.order_by("id").values_list("id", "slug", "name", "kind"):
        yield Thing(target=Target("product", pk), slug=slug, name=name, kind=kind)
