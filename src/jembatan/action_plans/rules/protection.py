"""What of a plan may be printed for everybody: small numbers are hidden with a mark, never shown as zero.

Source: small-cell suppression below 5 in public output (default of the programme, grade I). A hidden
number must not follow from a printed sum, so a lone hidden cell takes the next smallest along. This
guards against reading a number off the paper, not against somebody who knows the children.
"""

from collections.abc import Hashable, Mapping, Sequence

# Counts from 1 up to, and without, this one are not printed.
SMALLEST_SHOWN = 5
MARK = "<5"
TAKEN_ALONG = "…"


def protected_counts[K: Hashable](counts: Mapping[K, int], *, smallest: int = SMALLEST_SHOWN) -> dict[K, str]:
    """Each count as it may be printed beside the total of all of them.

    1 to 4 become "<5"; zero stays "0". If just one cell is hidden, or the hidden ones together are still
    small, the next smallest cell (above zero) is hidden as well and printed as "…".
    """
    small = {key for key, count in counts.items() if 0 < count < smallest}
    along = _taken_along(counts, small, smallest)
    return {
        key: MARK if key in small else TAKEN_ALONG if key in along else str(count)
        for key, count in counts.items()
    }


def hidden_lines(children: Sequence[int], *, smallest: int = SMALLEST_SHOWN) -> set[int]:
    """Positions of the lines whose volume and cost may not be printed beside the total of all lines.

    `children` are the numbers of children the lines' costs depend on (0 for a package of the village).
    A lone hidden line takes the smallest other one along, a package if there is nothing else.
    """
    small = {at for at, count in enumerate(children) if 0 < count < smallest}
    if len(small) != 1 or len(children) == 1:
        return small
    others = [at for at in range(len(children)) if at not in small]
    return small | {min(others, key=lambda at: (children[at] == 0, children[at], at))}


def _taken_along[K: Hashable](counts: Mapping[K, int], small: set[K], smallest: int) -> set[K]:
    if not small:
        return set()
    along: set[K] = set()
    others = sorted((key for key in counts if key not in small and counts[key]), key=lambda key: counts[key])
    for key in others:
        hidden = sum(counts[inside] for inside in small | along)
        if len(small | along) > 1 and hidden >= smallest:
            break
        along.add(key)
    return along
