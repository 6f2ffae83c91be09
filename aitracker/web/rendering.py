"""How answers become JSON."""

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder

# Line ends to some readers of JSON, though not to JSON itself.
LINE_ENDS = {"\u2028".encode(): rb"\u2028", "\u2029".encode(): rb"\u2029"}


class QuickJSONRenderer(JSONRenderer):
    """The same JSON as that of the framework, several times as fast; indented on demand."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Bytes; none for no data."""
        if data is None or self.get_indent(accepted_media_type or "", renderer_context or {}):
            return super().render(data, accepted_media_type, renderer_context)
        body = orjson.dumps(data, default=JSONEncoder().default, option=orjson.OPT_UTC_Z)
        for text, escaped in LINE_ENDS.items():
            body = body.replace(text, escaped)
        return body
