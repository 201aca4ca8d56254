"""Every address says who may open it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, path

from jembatan.accounts.access import access_of, signed_in
from jembatan.site.access import LIBRARY_ROUTES


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address below a resolver, with its full route."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def undeclared(resolver: URLResolver) -> list[str]:
    """Addresses whose view declares nothing; those of libraries are listed by name in site/access.py."""
    return [
        route
        for route, entry in patterns(resolver)
        if access_of(entry.callback) is None and (_is_ours(entry) or entry.name not in LIBRARY_ROUTES)
    ]


def _is_ours(entry: URLPattern) -> bool:
    return str(getattr(entry.callback, "__module__", "")).startswith("jembatan.")


class _Addresses:
    def __init__(self, *entries: URLPattern) -> None:
        self.url_patterns = list(entries)


def test_every_address_declares_who_may_open_it():
    assert undeclared(get_resolver()) == []
    assert len(list(patterns(get_resolver()))) > 5


def test_an_address_that_declares_nothing_is_found():
    def bare(request: object) -> None: ...

    @signed_in
    def guarded(request: object) -> None: ...

    bare.__module__ = "jembatan.cases.web.views"
    addresses = _Addresses(path("bare", bare, name="account_login"), path("guarded", guarded))

    assert undeclared(addresses) == ["bare"]  # type: ignore[arg-type]
