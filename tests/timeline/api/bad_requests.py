"""Requests that no address can answer: paths, methods, headers and bodies, each with the status it gets."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Bad:
    """A request, its status, and the place and name of what its problem tells."""

    name: str
    status: int
    address: str = "companies"
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    error: tuple[str, str] | None = None


MISSING = [
    "nope",
    "v2/companies",
    "companies/",
    "companies/nobody",
    "companies/META",
    "companies/nobody/record",
    "companies/meta/records",
    "companies/%00",
    "companies/-1",
    "companies/" + "9" * 40,
    "companies/" + "a" * 3000,
    "companies/%EF%BC%91",
    "companies/..%2f..%2fetc",
    "companies/%ff%fe",
    "companies/%ed%a0%80",
    "companies/%0d%0aSet-Cookie:a=b",
    "companies.json",
    "companies;a=b",
    "companies/nobody%2frecord",
    "Companies",
    "products/nothing",
    "models/nothing",
    "models/phone",
    "deliverables/nothing",
    "deliverables/%F0%9F%98%80",
    "deliverables/%E2%80%AE",
    "events/nothing",
    "commitments/1",
    "restructurings/1",
    "items/1",
    "sources/1",
    "changes/1",
    "changes/-1",
    "corrections/1",
    "timeline/1",
    "enumerations/Fate",
    "/api/v2",
    "/api/v1.0/companies",
    "/api/%00",
    "/api/v1//companies",
    "/api/v1/./companies",
    "/api/v1/../v1/companies",
]
METHODS = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "M-SEARCH"]
FIXED = ["companies", "deliverables/x", "companies/x/record", "changes", "timeline", "schema", "docs", ""]
DEEP = b"[" * 100_000
BODIES = {
    "nothing": b"",
    "no-json": b"{",
    "a-list": b"[]",
    "null": b"null",
    "utf-16": "{}".encode("utf-16"),
    "bad-utf-8": b'{"a": "\xff\xfe"}',
    "nan": b'{"a": NaN}',
    "infinity": b'{"a": 1e999}',
    "deep": DEEP,
    "nul": b'{"a": "\\u0000"}',
    "lone-surrogate": b'{"a": "\\ud800"}',
    "long-number": b'{"a": ' + b"9" * 5000 + b"}",
    "three-megabytes": b'{"a": "' + b"x" * 3_000_000 + b'"}',
    "twice-the-same-key": b'{"a": 1, "a": 2}',
    "fields-of-ours": b'{"id": 1, "status": "published"}',
}
TYPES = [
    "text/csv",
    "application/xml",
    "image/*",
    "text/html",
    "a/b;q=nan",
    "application/vnd.api+json",
]
HOSTS = ["evil.example", "127.0.0.1@evil.example", "<script>", "a b", "127.0.0.1:port", "\u00e9"]

BAD_REQUESTS = [
    *(Bad(name=f"missing {address}", status=404, address=address) for address in MISSING),
    *(
        Bad(name=f"{method} {address}", status=405, address=address, method=method)
        for method in METHODS
        for address in FIXED
    ),
    *(Bad(name=f"{method} nope", status=404, address="nope", method=method) for method in METHODS),
    *(
        Bad(name=f"body {name}", status=405, address="deliverables", method="POST", body=body)
        for name, body in BODIES.items()
    ),
    *(
        Bad(name=f"type {accept}", status=406, headers={"Accept": accept}, error=("header", "Accept"))
        for accept in TYPES
    ),
    *(
        Bad(name=f"host {host}", status=400, headers={"Host": host}, error=("header", "Host"))
        for host in HOSTS
    ),
    Bad(name="many parameters", status=400, address="companies?" + "&".join(f"p{n}=1" for n in range(1001))),
]
