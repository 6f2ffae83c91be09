"""What the frame says twice: the words of a page's own blocks, once more."""

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def text_of(context: Context, block: str) -> SafeString:
    """The text of a block as the page fills it, on one line: a page names itself once, for all readers."""
    blocks = context.render_context[BLOCK_CONTEXT_KEY]
    text: str = blocks.get_block(block).render(context)
    return mark_safe(" ".join(text.split()))  # noqa: S308  rendered with its values escaped
