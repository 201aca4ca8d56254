"""Every address says who may open it."""

from django.urls import URLPattern, URLResolver, get_resolver, path

from jembatan.accounts.access import signed_in
from scripts.rule_pages import access_by_route


def undeclared(resolver: URLResolver) -> list[str]:
    """Addresses whose view declares nothing; those of libraries are listed by name in site/access.py."""
    return [route for route, access in access_by_route(resolver) if access is None]


class _Addresses:
    def __init__(self, *entries: URLPattern) -> None:
        self.url_patterns = list(entries)


def test_every_address_declares_who_may_open_it():
    assert undeclared(get_resolver()) == []
    assert len(list(access_by_route(get_resolver()))) > 20


def test_an_address_that_declares_nothing_is_found():
    def bare(request: object) -> None: ...

    @signed_in
    def guarded(request: object) -> None: ...

    bare.__module__ = "jembatan.cases.web.views"
    addresses = _Addresses(path("bare", bare, name="account_login"), path("guarded", guarded))

    assert undeclared(addresses) == ["bare"]  # type: ignore[arg-type]
