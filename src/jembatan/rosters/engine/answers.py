"""JSON and XML sources as grids: Kobo pages and hooks, ODK submissions and OData, the Dapodik web service.

Source: `docs/formats.md`; the web service's errors come with HTTP 200, so they are recognised here.
"""

import json
from xml.etree.ElementTree import Element, ParseError

import polars as pl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from jembatan.rosters.engine.files import BadFile, EmptyFile, Opened, Truncated, WrongKind
from jembatan.rosters.engine.grids import Grid
from jembatan.rosters.engine.layouts.forms import points_as_text
from jembatan.rosters.rules import remarks


class WebServiceRefused(BadFile):
    code = "rosters.web_service_refused"
    sentence = "%(file)s is not a list of pupils: the Dapodik web service refused. %(advice)s"


class HoldsPasswords(BadFile):
    code = "rosters.holds_passwords"
    sentence = (
        "%(file)s is a list of user accounts with passwords (getPengguna). It was not read and must be deleted; "
        "fetch getPesertaDidik instead."
    )


class OtherMethod(BadFile):
    code = "rosters.other_method"
    sentence = "%(file)s is the answer of %(method)s, which lists no pupils. Fetch getPesertaDidik instead."


class UnknownStructure(BadFile):
    code = "rosters.unknown_structure"
    sentence = (
        "%(file)s is %(kind)s of no known layout. Export it from the source again or give the workbook."
    )


_OTHER_METHODS = {
    "rombongan_belajar_id": "getRombonganBelajar",
    "sekolah_id": "getSekolah",
    "ptk_terdaftar_id": "getGtk",
    "ptk_id": "getGtk",
}
_PASSWORD_KEYS = frozenset({"password", "kata_sandi", "password_lama"})


def answer_grid(opened: Opened) -> tuple[Grid, str]:
    """The records of a JSON or XML file as a grid whose first row is the keys, and the profile's code."""
    if opened.kind == "xml":
        records, profile = [_submission(opened)], "odk"
    else:
        records, profile = _json_records(opened)
    if not records:
        raise EmptyFile(file=opened.path.name)
    keys = list(dict.fromkeys(key for record in records for key in record))
    if not keys:
        raise EmptyFile(file=opened.path.name)
    columns = {
        f"c{place}": pl.Series([key, *(record.get(key) for record in records)], dtype=pl.String)
        for place, key in enumerate(keys)
    }
    return Grid(None, pl.DataFrame(columns), rows=list(range(len(records) + 1))), profile


def refuse_plain_refusal(opened: Opened) -> None:
    """Raise WebServiceRefused when a text file is the web service's plain-text refusal."""
    head = opened.content[:400].decode("utf-8", errors="replace").lower()
    if len(opened.content) < 400 and ("access denied" in head or "bearer token" in head):
        raise WebServiceRefused(file=opened.path.name, advice=_advice(head))


def _json_records(opened: Opened) -> tuple[list[dict[str, str | None]], str]:
    try:
        content = json.loads(opened.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Truncated(file=opened.path.name, reason=remarks.NOT_UTF8) from error
    except json.JSONDecodeError as error:
        raise Truncated(file=opened.path.name, reason=remarks.AT_LINE % {"line": error.lineno}) from error
    except RecursionError as error:
        raise UnknownStructure(file=opened.path.name, kind="JSON") from error
    items, profile = _items(opened, content)
    if not all(isinstance(item, dict) for item in items):
        raise UnknownStructure(file=opened.path.name, kind="JSON")
    return [_flat(item) for item in items], profile


def _items(opened: Opened, content: object) -> tuple[list, str]:  # type: ignore[type-arg]
    """The records inside the envelope, and which source wraps them so."""
    if isinstance(content, list):
        return content, _profile_of(content[0] if content else {})
    if not isinstance(content, dict):
        raise UnknownStructure(file=opened.path.name, kind="JSON")
    if content.get("success") is False or ("http_code" in content and "rows" not in content):
        raise WebServiceRefused(file=opened.path.name, advice=_advice(str(content.get("message", ""))))
    if "rows" in content:
        return _pupils(opened, content), "dapodik_ws"
    if "results" in content and isinstance(content["results"], list):
        return content["results"], "kobo"
    if isinstance(content.get("value"), list):
        return content["value"], "odk"
    return [content], _profile_of(content)


def _profile_of(item: object) -> str:
    keys = set(item) if isinstance(item, dict) else set()
    if "peserta_didik_id" in keys:
        return "dapodik_ws"
    return "odk" if "__id" in keys or "__system" in keys else "kobo"


def _pupils(opened: Opened, content: dict) -> list:  # type: ignore[type-arg]
    rows = content["rows"]
    rows = rows if isinstance(rows, list) else [rows]
    keys = {str(key).lower() for row in rows if isinstance(row, dict) for key in row}
    identity = str(content.get("id", ""))
    if keys & _PASSWORD_KEYS or identity == "pengguna_id":
        raise HoldsPasswords(file=opened.path.name)
    if "peserta_didik_id" not in keys or identity in ("rombongan_belajar_id", "sekolah_id"):
        if not rows:
            raise EmptyFile(file=opened.path.name)
        raise OtherMethod(file=opened.path.name, method=_OTHER_METHODS.get(identity, "another method"))
    promised = content.get("results")
    if isinstance(promised, int) and promised != len(rows):
        raise Truncated(
            file=opened.path.name, reason=remarks.ROWS_MISSING % {"promised": promised, "there": len(rows)}
        )
    return rows


def _advice(message: str) -> str:
    lowered = message.lower()
    known = next((advice for part, advice in remarks.ADVICE if part in lowered), None)
    return known or remarks.OTHER_ADVICE


def _flat(item: dict, prefix: str = "") -> dict[str, str | None]:  # type: ignore[type-arg]
    """Nested objects as paths; lists and points as text; numbers as written."""
    flat: dict[str, str | None] = {}
    for key, value in item.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict) and "coordinates" not in value:
            flat.update(_flat(value, f"{path}/"))
        elif isinstance(value, dict | list):
            flat[path] = points_as_text(value)
        elif isinstance(value, bool):
            flat[path] = "true" if value else "false"
        else:
            flat[path] = None if value is None else str(value)
    return flat


def _submission(opened: Opened) -> dict[str, str | None]:
    """One XForms submission: answers by path, repeats as a json list."""
    try:
        root = fromstring(opened.content)
    except (ParseError, DefusedXmlException) as error:
        raise Truncated(file=opened.path.name, reason=remarks.NO_XML) from error
    tag = _bare(root.tag)
    if tag in ("html", "xforms", "manifest", "OpenRosaResponse", "Workbook"):
        raise WrongKind(file=opened.path.name, kind=remarks.XML_FILE % {"tag": tag})
    answers: dict[str, list[str | None]] = {}
    _walk(root, "", answers)
    flat = {path: values[0] if len(values) == 1 else json.dumps(values) for path, values in answers.items()}
    flat["formulir"] = root.get("id")
    return flat


def _walk(element: Element, prefix: str, answers: dict[str, list[str | None]]) -> None:
    for child in element:
        path = f"{prefix}{_bare(child.tag)}"
        if len(child):
            _walk(child, f"{path}/", answers)
        else:
            answers.setdefault(path, []).append(child.text)


def _bare(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
