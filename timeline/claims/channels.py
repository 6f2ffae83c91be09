"""Which channel of a product a text speaks of, by the words it uses."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from timeline.terms import Channel

WORDS: Mapping[Channel, tuple[str, ...]] = MappingProxyType(
    {
        Channel.API: ("api", "apis", "application programming interface"),
        Channel.APP: ("app", "apps", "mobile app", "desktop app"),
        Channel.WEIGHTS: (
            *("open weights", "open-weights", "open-weight", "open weight", "model weights"),
            *("open source", "open-source", "open-sourced", "open-sources", "open-sourcing"),
        ),
        Channel.WEB: ("web", "website", "web version"),
    }
)
CHANNEL_OF = MappingProxyType({word: channel for channel, words in WORDS.items() for word in words})
_LONGEST_FIRST = sorted(CHANNEL_OF, key=len, reverse=True)
_WORD = re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})(?![\w-])")


def channels_in(text: str) -> frozenset[Channel]:
    """Every channel that the text names."""
    return frozenset(CHANNEL_OF[found] for found in _WORD.findall(text.lower()))


def channels_named(*texts: str) -> frozenset[Channel]:
    """The channels of the first text that names any: the nearest words first, the whole story last."""
    return next((found for text in texts if (found := channels_in(text))), frozenset())


def without_channels(words: Iterable[str]) -> list[str]:
    """The words that name no channel."""
    return [word for word in words if word not in CHANNEL_OF]
