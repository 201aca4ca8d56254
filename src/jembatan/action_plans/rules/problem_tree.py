"""The problem tree: the core problem, its causes with their counts, what may lie behind them, the roots.

Source: module PB.4 (follow-up of the reconfirmation), worked example of Desa Katiagan.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from jembatan.action_plans.rules.catalogue import Catalogue
from jembatan.action_plans.rules.facts import NO_CAUSE, ChildFacts, causes_of

UNASKED = "Sebab belum diketahui"
UNKNOWN_CODE = "Sebab dengan kode yang belum dikenal"


@dataclass(frozen=True, slots=True)
class Branch:
    """A cause of the first level. A child with several causes stands in several branches, once in each.
    `behind` are candidates for the second level, to be confirmed in the village meeting."""

    problem: str
    children: int
    behind: tuple[str, ...]
    sensitive: bool


@dataclass(frozen=True, slots=True)
class ProblemTree:
    """`children` counts the children out of school; branches come by count, largest first."""

    children: int
    branches: tuple[Branch, ...]
    roots: tuple[str, ...]


def problem_tree(children: Iterable[ChildFacts], catalogue: Catalogue) -> ProblemTree:
    """The tree of the children out of school; those at risk are not in it.

    Sensitive causes share one neutral branch. No children give a tree without branches or roots.
    """
    members: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, dict[str, None]] = defaultdict(dict)
    hidden: set[str] = set()
    found = [child for child in children if child.is_out_of_school]
    for child in found:
        for code in causes_of(child):
            cause = catalogue.causes.get(code)
            problem = cause.problem if cause else UNASKED if code == NO_CAUSE else UNKNOWN_CODE
            members[problem].add(child.reference)
            behind[problem].update(dict.fromkeys(cause.behind if cause else ()))
            if cause and cause.sensitive:
                hidden.add(problem)
    branches = [
        Branch(problem, len(inside), tuple(sorted(behind[problem])), problem in hidden)
        for problem, inside in members.items()
    ]
    branches.sort(key=lambda branch: (-branch.children, branch.problem))
    roots = tuple(root.text for root in catalogue.roots) if found else ()
    return ProblemTree(len(found), tuple(branches), roots)
