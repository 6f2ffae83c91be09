"""The port of the web server: as told, else the next free one."""

import pytest

from aitracker.local.refusal import Refusal
from aitracker.local.web_port import FIRST, bound_socket, wanted_port


@pytest.mark.parametrize(
    ("environ", "port"),
    [
        pytest.param({}, None, id="unset"),
        pytest.param({"PORT": ""}, None, id="empty"),
        pytest.param({"PORT": "8080"}, 8080, id="a number"),
        pytest.param({"PORT": "65535"}, 65535, id="the last one"),
    ],
)
def test_port_is_read(environ: dict[str, str], port: int | None) -> None:
    assert wanted_port(environ) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80.5", "http", " 8000", "８０００"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        wanted_port({"PORT": text})

    assert str(refusal.value) == f"PORT={text} is no port; give a number from 1 to 65535, or leave PORT out."


def test_the_next_free_port_is_taken_when_none_is_named() -> None:
    with bound_socket({}) as first, bound_socket({}) as second:
        ports = [first.getsockname(), second.getsockname()]

    assert [host for host, _ in ports] == ["127.0.0.1", "127.0.0.1"]
    assert FIRST <= ports[0][1] < ports[1][1]


def test_a_named_port_in_use_is_refused() -> None:
    with bound_socket({}) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refusal) as refusal, bound_socket({"PORT": str(port)}):
            pytest.fail("the port was given twice")

    assert str(refusal.value) == (
        f"Port {port} on 127.0.0.1 is in use; stop what uses it, or leave PORT out for a free one."
    )
