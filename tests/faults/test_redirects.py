"""Redirects and names that lead inside, and from https to http: judged at every hop, followed nowhere."""

import shutil

import pytest

from tests.faults.answers import letters, redirect
from tests.faults.checker import broken_laws, items_of, wait_quiet
from tests.faults.oracle import Oracle, make_certificate, serving_tls
from tests.faults.rig import Rig
from tests.faults.test_publishers import PATIENT


def redirects(rig: Rig) -> dict[str, tuple[str, str]]:
    """Where each address leads, and what comes of it."""
    decoy, private = f":{rig.decoy.port}/", "private_address"
    return {
        "loop": ("/loop", "too_many_redirects"),
        "file": ("file:///etc/passwd", "bad_redirect"),
        "ftp": ("ftp://127.0.0.1/feed", "bad_redirect"),
        "gopher": ("gopher://127.0.0.1/feed", "bad_redirect"),
        "nothing": ("", "bad_redirect"),
        "decoy": (f"http://127.0.0.1{decoy}", "refused_port"),
        "loopback": ("http://127.0.0.1/", private),
        "loopback6": ("http://[::1]/", private),
        "metadata": ("http://169.254.169.254/latest/", private),
        "decimal": ("http://2130706433/", private),
        "hexadecimal": ("http://0x7f000001/", private),
        "octal": ("http://0177.0.0.1/", private),
        "short": ("http://127.1/", private),
        "mapped": ("http://[::ffff:127.0.0.1]/", private),
        "nat64": ("http://[64:ff9b::7f00:1]/", private),
        "user": (f"http://user@127.0.0.1{decoy}", "bad_address"),
        "split": (f"http://127.0.0.1\r\nX-Split: yes{decoy}", private),
        "relative": ("good", ""),
    }


@pytest.mark.fault("F30")
def test_redirects_are_judged_at_every_hop(rig: Rig, oracle: Oracle) -> None:
    ways = redirects(rig)
    urls = [
        oracle.script(f"/{name}", redirect(location), host=place % 14)
        for place, (name, (location, _)) in enumerate(ways.items())
    ]
    for hop in range(7):
        oracle.script(f"/chain{hop}", redirect(f"/chain{hop + 1}"))
        oracle.script(f"/short{hop}", redirect(f"/short{hop + 1}"))
    oracle.script("/short5", letters("short", 2))
    oracle.script("/good", letters("good", 2))
    rig.go()
    rig.add(*urls, *(f"http://127.0.0.1:{oracle.port}/{name}0" for name in ("chain", "short")))
    wait_quiet(rig)

    expected = {f"/{name}": code for name, (_, code) in ways.items()}
    assert rig.errors() == expected | {"/chain0": "too_many_redirects", "/short0": ""}
    assert (len(items_of(rig, "/relative")), len(items_of(rig, "/short0"))) == (2, 2)
    assert rig.decoy.connections == 0
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("F30")
def test_nobody_is_led_from_https_to_http(rig: Rig, oracle: Oracle) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed, and nothing else here makes a certificate")
    make_certificate(rig.certificate, openssl=openssl)
    plain = oracle.script("/plain", letters("plain", 2))
    oracle.script("/down", redirect(plain))
    oracle.script("/good", letters("good", 2))
    oracle.script("/across", redirect("/good"))
    with serving_tls(oracle, rig.certificate) as tls:
        rig.go()
        rig.add(f"{tls}/down", f"{tls}/across")
        wait_quiet(rig)

    assert rig.errors() == {"/down": "bad_redirect", "/across": ""}
    assert (oracle.visits_of("/plain"), len(items_of(rig, "/across"))) == ([], 2)
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("F31")
def test_a_name_is_looked_up_once_and_believed_only_when_wholly_public(rig: Rig, oracle: Oracle) -> None:
    oracle.script("/", letters("rebound", 3))
    rig.name("rebinding.example", ["8.8.8.8"], ["127.0.0.1"])
    rig.name("mixed.example", ["8.8.8.8", "127.0.0.1"])
    rig.name("inside.example", ["10.0.0.1"])
    rig.name("unknown.example", [])
    rig.name("slow.example", ["8.8.8.8"], delay_s=30)
    rig.go(PATIENT)
    hosts = ("rebinding", "mixed", "inside", "unknown", "slow")
    rig.add(*(f"http://{host}.example/" for host in hosts))
    wait_quiet(rig)

    codes = dict(rig.rows("SELECT host_key, last_error_code FROM news_feed WHERE kind <> 'record'"))
    assert codes == {
        "rebinding.example": "",
        "mixed.example": "private_address",
        "inside.example": "private_address",
        "unknown.example": "dns",
        "slow.example": "dns",
    }
    assert rig.look_ups("rebinding.example") == 1
    assert [visit.host for visit in oracle.visits] == ["rebinding.example"]
    assert rig.decoy.connections == 0
    assert broken_laws(rig, feeds=[]) == []
