"""What is seldom told of, among much news: a company and a model that three of the oldest items name."""

from news.models import Company, Item, Product, Tag
from news.queries import newest_first

TIMES = 3


def seed_rare() -> None:
    """The company `rare` and its `rare-model`."""
    owner = Company.objects.create(slug="rare", name="Rare", kind="company")
    product = Product.objects.create(slug="rare-model", name="Rare model", company=owner, kind="model")
    for item in newest_first(Item.objects.all()).reverse()[:TIMES]:
        Tag.objects.create(item=item, company=owner, machine="accepted")
        Tag.objects.create(item=item, product=product, machine="accepted")
