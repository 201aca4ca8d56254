"""The page a person reads about one linkage run; no names, no numbers of persons, no script, no network."""

from html import escape
from typing import Any

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1.5rem}td,th{text-align:left;padding:.3rem .6rem;"
    "border-bottom:1px solid #ddd}td:last-child{text-align:right;font-variant-numeric:tabular-nums}h1{font-size:1.5rem}"
)


def page(report: dict[str, Any], *, left: str, right: str) -> str:
    """`report` (the content of quality.json) as one HTML page about the files named `left` and `right`."""
    title = f"Linkage of {escape(left)} with {escape(right)}"
    parts = [
        f"<h1>{title}</h1>",
        "<p>All shares on this page are the program's own estimate, drawn from the probabilities it gave. "
        "They are not a measurement: only people checking a sample can measure.</p>",
        _table("Records", _records(report)),
        _table("Decisions", _decisions(report)),
        _table("Certain links by pass", _passes(report)),
        _table("Seconds by step", report["seconds"].items()),
        f"<p>Peak memory {report['peak_memory_megabytes']:,} MB.</p>",
    ]
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(parts)}</body></html>\n'


def _records(report: dict[str, Any]) -> list[tuple[str, object]]:
    return [
        ("Left records", report["records"]["left"]),
        ("Right records", report["records"]["right"]),
        ("Left records that repeat another", report["repeats"]["left"]),
        ("Right records that repeat another", report["repeats"]["right"]),
        ("Pairs compared", report["pairs_compared"]),
    ]


def _passes(report: dict[str, Any]) -> list[tuple[str, object]]:
    return [
        (name if one["used"] else f"{name} (not used: the file contradicts it)", one["links"])
        for name, one in report["certain_passes"].items()
    ]


def _decisions(report: dict[str, Any]) -> list[tuple[str, object]]:
    return [
        ("Links", report["links"]),
        ("Pairs for review", report["review"]),
        ("Left records expected to have no partner", report["expected_without_partner"]),
        ("True pairs thought never to have been compared", report["true_pairs_never_compared"]),
        ("Estimated precision", _interval(report["estimated_precision"])),
        ("Estimated recall", _interval(report["estimated_recall"])),
    ]


def _interval(estimate: dict[str, float]) -> str:
    return f"{estimate['value']:.4f} ({estimate['low']:.4f} to {estimate['high']:.4f})"


def _table(title: str, rows: Any) -> str:
    cells = "".join(f"<tr><td>{escape(str(name))}</td><td>{_shown(value)}</td></tr>" for name, value in rows)
    return f"<h2>{escape(title)}</h2><table>{cells}</table>"


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else escape(str(value))
