"""What the API offers, as an OpenAPI 3.1 document: only what exists."""

from typing import Any

from jembatan import __version__
from jembatan.agreements.exchange.datapackage import DESCRIPTION, LICENCE, TITLE, json_schema
from jembatan.agreements.rules.kinds import Kind, Tier
from jembatan.agreements.rules.register import Standing

LARGEST_PAGE = 200


def document(*, server: str) -> dict[str, Any]:
    """The document; `server` is the address the paths hang from, without a slash at its end."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE,
            "description": DESCRIPTION,
            "version": __version__,
            "license": {"name": LICENCE["title"], "identifier": LICENCE["name"]},
        },
        "servers": [{"url": server}],
        "paths": {"/agreements": {"get": _listing()}, "/agreements/{reference}": {"get": _one()}},
        "components": {"schemas": {"Agreement": json_schema(), "Problem": _problem()}},
    }


def _listing() -> dict[str, Any]:
    return {
        "operationId": "listAgreements",
        "summary": "Public cooperations, by reference, one page from a key on",
        "parameters": [
            _parameter("after", "The reference after which the page begins; take it from `next`."),
            _parameter(
                "limit", "Records a page.", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE}
            ),
            _parameter("q", "Words of the reference, a title, the region or the partner."),
            _parameter("place", "Kemendagri code; everything that lies in it."),
            _parameter("country", "ISO 3166-1 alpha-2 of the partner."),
            _parameter("kind", "Kind of cooperation.", {"type": "string", "enum": list(Kind)}),
            _parameter("tier", "Rank of the text.", {"type": "string", "enum": list(Tier)}),
            _parameter("standing", "How it stands.", {"type": "string", "enum": list(Standing)}),
            _parameter("field", "Code of a field of cooperation."),
            _parameter("year", "Year of signing.", {"type": "integer"}),
            _parameter("under", "Reference of the text above."),
        ],
        "responses": {
            "200": _answer(
                "A page",
                {
                    "type": "object",
                    "required": ["agreements", "count", "next"],
                    "properties": {
                        "agreements": {"type": "array", "items": _ref("Agreement")},
                        "count": {"type": "integer", "description": "All that fit, on every page."},
                        "next": {"type": ["string", "null"], "description": "`after` of the next page."},
                    },
                },
            ),
            "400": _answer("A parameter that cannot be", _ref("Problem")),
        },
    }


def _one() -> dict[str, Any]:
    reference = {"name": "reference", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "operationId": "getAgreement",
        "summary": "One public cooperation",
        "parameters": [reference],
        "responses": {
            "200": _answer("The cooperation", _ref("Agreement")),
            "404": _answer("None that is public has this reference", _ref("Problem")),
        },
    }


def _parameter(name: str, description: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema or {"type": "string"}}


def _answer(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["code", "message"],
        "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
    }
