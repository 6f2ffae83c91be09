"""Every address of the site, each method, each role: what is let in is what the few rules say."""

from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.aitracker.accounts.addresses import addresses
from tests.aitracker.accounts.rules import (
    ABSENT,
    FORM,
    HARMLESS,
    MISSING,
    NOBODY,
    ROLES,
    RULES,
    SENT_ON,
    Rule,
    rule_of,
)

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
IN, OUT = "let in", "refused"
REFUSED = (401, 403)
LOGIN = "/admin/login/"


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    names = {each.name for each in addresses()}
    assert {name for name in names if rule_of(name) is None} == set()
    used = [rule_of(name) for name in names]
    assert [rule.names for rule in RULES if rule not in used] == []


def test_every_address_has_a_sample(samples: dict[str, Any]) -> None:
    assert [each.route for each in addresses() if not each.path(samples).startswith("/")] == []


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_let_in_where_the_rules_say(
    role: str, people: dict[str, Client], samples: dict[str, Any]
) -> None:
    unexplained = []
    for address in addresses():
        path, rule = address.path(samples), rule_of(address.name)
        assert rule is not None
        for method in METHODS:
            came = outcome(people[role], method, path)
            if came not in expected(rule, method, role):
                unexplained.append(f"{method} {path} ({address.name}): {role} is {came}")
    assert unexplained == []


def outcome(client: Client, method: str, path: str) -> str:
    """What becomes of an empty request; whatever it writes is taken back."""
    cookies = SimpleCookie(client.cookies)
    with transaction.atomic():
        response = client.generic(method, path)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code in REFUSED or response.headers.get("Location", "").startswith(LOGIN):
        return OUT
    return {404: MISSING, 405: ABSENT}.get(response.status_code, IN)


def expected(rule: Rule, method: str, role: str) -> set[str]:
    """What may become of it; an address may refuse somebody before it says that it has no such method."""
    least = least_role(rule, method)
    fixed = {
        MISSING: {MISSING, OUT},
        ABSENT: {ABSENT, OUT},
        NOBODY: {OUT},
        HARMLESS: {IN, OUT, ABSENT},
        SENT_ON: {IN, OUT},
    }
    if least in fixed:
        return fixed[least]
    return {IN} if ROLES.index(role) >= ROLES.index(least) else {OUT}


def least_role(rule: Rule, method: str) -> str:
    if method == "GET":
        return rule.read
    if method == "POST":
        return rule.write
    if rule.other == FORM:
        return rule.write if method == "PUT" else ABSENT
    return rule.other


def test_the_rules_let_nobody_write_who_may_not_read() -> None:
    bold = [rule.names for rule in RULES if {rule.read, rule.write} <= set(ROLES) and is_bold(rule)]
    assert bold == []


def is_bold(rule: Rule) -> bool:
    return ROLES.index(rule.write) < ROLES.index(rule.read)
