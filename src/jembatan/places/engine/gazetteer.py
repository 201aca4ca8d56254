"""What places there are, and which one a written name means.

Everything is answered from the packaged tables, in memory, without a database. A name is looked
up inside its parent; what is not exactly there (folded, kind words set aside) is never guessed:
the answer then has no code, a reason, and the candidates a person may choose from.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from jembatan.places.engine import crosswalks, packaged
from jembatan.places.engine.lookup import Names
from jembatan.places.engine.schools import School, schools_by_npsn
from jembatan.places.rules import codes
from jembatan.places.rules.codes import Level
from jembatan.places.rules.names import fold, read_name

Reason = Literal["found", "found_by_prefix", "renamed", "ambiguous", "unknown", "parent_unknown"]

# What a name should lie in, province first; each a name, a code or not said.
Parents = tuple[str | None, ...]

# Answers remembered: a roster of a district repeats a few hundred names some 100,000 times.
REMEMBERED = 1 << 17
# Names among which a misspelling is looked for; more (no district said) would only offer noise.
MOST_NAMES_TO_COMPARE = 10_000
MOST_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Region:
    """One administrative unit. `kind`: provinsi, kabupaten, kota, kecamatan, desa or kelurahan."""

    code: str
    name: str
    level: Level
    kind: str
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which place was meant. `code` is None unless exactly one place answers to the name.

    `reason` is `found`; `found_by_prefix` (after leaving out "Desa", "Kec." and the like);
    `renamed` (the name or code is retired, `code` is its successor); `ambiguous` (several places
    answer: `candidates`); `unknown` (none does: `candidates` are one letter off, or bear the name
    in another subdistrict); `parent_unknown` (the place it should lie in was not found).
    """

    code: str | None
    candidates: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Retirement:
    """A code that is no longer in force. `current_code` None: nobody could say what it became.

    `match` says how the successor was found (name+kec, name+kab, name, or the law that moved it).
    `last_edition` is the year of the last official list that had the code.
    """

    old_code: str
    old_name: str
    last_edition: str
    current_code: str | None
    match: str


class Gazetteer:
    """The list of places of one edition, its retired codes, crosswalks and schools."""

    def __init__(self, regions: Iterable[Sequence[str]], retired: Iterable[Sequence[str]] = ()) -> None:
        """`regions`: rows code, name, kind, sorted by code. `retired`: rows as in `retired_codes.csv.gz`."""
        self.codes, self._names, self._kinds = (list(column) for column in zip(*regions, strict=True))
        self._position = {code: place for place, code in enumerate(self.codes)}
        self._retired = {
            row[0]: Retirement(row[0], row[1], row[2], row[3] or None, row[4]) for row in retired
        }
        self._indexes: dict[tuple[str, int], Names] = {}
        self._retired_indexes: dict[int, dict[str, list[tuple[str, str]]]] = {}
        self._resolve = lru_cache(REMEMBERED)(self._resolve_anew)
        self._scopes = lru_cache(REMEMBERED)(self._scopes_anew)

    @classmethod
    def packaged(cls) -> "Gazetteer":
        """The gazetteer of the packaged edition; read once (about 0.2 s), then shared."""
        return _packaged()

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, code: object) -> bool:
        return code in self._position

    # Reading by code

    def __getitem__(self, code: str) -> Region:
        """The place in force under this dotted code. Raises KeyError if there is none."""
        place = self._position[code]
        return Region(
            code, self._names[place], codes.level_of(code), self._kinds[place], codes.parent_of(code)
        )

    def region(self, code: str) -> Region | None:
        """The place in force under this code, written with or without dots; None if there is none."""
        normal = codes.normal_code(code)
        return self[normal] if normal and normal in self._position else None

    def below(self, code: str, level: int | None = None) -> tuple[str, ...]:
        """Codes strictly below `code` ("" is the whole country), sorted; only those of `level` if given."""
        first, last = codes.range_below(code) if code else ("", "~")
        found = self.codes[bisect_left(self.codes, first) : bisect_left(self.codes, last)]
        return tuple(found if level is None else (one for one in found if one.count(".") + 1 == level))

    def children_of(self, code: str) -> tuple[str, ...]:
        """Codes one level below `code` ("" gives the provinces), sorted."""
        return self.below(code, codes.level_of(code) + 1 if code else Level.PROVINCE)

    def current_code(self, code: str) -> str | None:
        """The code in force for `code`: itself, or its successor; None if unknown or lost."""
        normal = codes.normal_code(code)
        if normal is None or normal in self._position:
            return normal
        chain = self.history(normal)
        return chain[-1].current_code if chain else None

    def history(self, code: str) -> tuple[Retirement, ...]:
        """The retirements from `code` to the code in force, oldest first; empty for a code in force."""
        chain: list[Retirement] = []
        step: str | None = codes.normal_code(code)
        while step is not None and step not in self._position and step in self._retired:
            chain.append(self._retired[step])
            step = chain[-1].current_code
        return tuple(chain)

    def retirements(self) -> tuple[Retirement, ...]:
        """Every retired code, sorted by code."""
        return tuple(self._retired[code] for code in sorted(self._retired))

    def from_bps(self, code: str) -> str | None:
        """The code of a BPS code of 2, 4 or 7 digits (list of 2020); villages (10 digits) are not known."""
        return crosswalks.codes_by_bps().get(code.strip())

    def bps_code(self, code: str) -> str | None:
        """The BPS code (2020) of a province, district or subdistrict; None if it is not in the list."""
        return crosswalks.bps_by_code().get(code)

    def from_dapodik(self, code: str) -> str | None:
        """The code of a Kemendikdasmen region code (2019, 6 digits, blanks around it allowed)."""
        return crosswalks.codes_by_dapodik().get(code.strip())

    def dapodik_code(self, code: str) -> str | None:
        """The Kemendikdasmen code of a district, or of a subdistrict of Jember; else None."""
        return crosswalks.dapodik_by_code().get(code)

    def school(self, npsn: str) -> School | None:
        """The school with this national number (8 digits as text), of Jember only."""
        return schools_by_npsn().get(npsn.strip())

    def schools_in(self, code: str) -> tuple[School, ...]:
        """The schools of a subdistrict, or of any wider or (by coordinate) narrower place."""
        return tuple(
            school for school in schools_by_npsn().values() if codes.lies_within(school.place_code, code)
        )

    # Reading by name

    def village(
        self,
        name: str | None,
        *,
        subdistrict: str | None = None,
        district: str | None = None,
        province: str | None = None,
    ) -> Resolution:
        """Which desa or kelurahan `name` (or a code) means, inside the parents given by name or code."""
        return self._resolve(name, Level.VILLAGE, (province, district, subdistrict))

    def subdistrict(
        self, name: str | None, *, district: str | None = None, province: str | None = None
    ) -> Resolution:
        """Which kecamatan `name` (or a code) means, inside the parents given by name or code."""
        return self._resolve(name, Level.SUBDISTRICT, (province, district))

    def district(self, name: str | None, *, province: str | None = None) -> Resolution:
        """Which kabupaten or kota `name` (or a code) means. "Kediri" alone is ambiguous: it is both."""
        return self._resolve(name, Level.DISTRICT, (province,))

    def province(self, name: str | None) -> Resolution:
        """Which province `name` (or a code) means."""
        return self._resolve(name, Level.PROVINCE, ())

    def _resolve_anew(self, name: str | None, level: Level, parents: Parents) -> Resolution:
        found, reason = self._answers(name, level, parents)
        if len(found) == 1:
            return Resolution(found[0], (), reason)
        if found:
            return Resolution(None, found[:MOST_CANDIDATES], "ambiguous")
        if name is None or not fold(name) or codes.normal_code(name):
            return Resolution(None, (), "unknown")
        offered = self._offered(name, level, parents)[:MOST_CANDIDATES]
        return Resolution(None, offered, "unknown" if self._scopes(parents) else "parent_unknown")

    def _answers(self, name: str | None, level: Level, parents: Parents) -> tuple[tuple[str, ...], Reason]:
        """Every place of `level` that `name`, a name or a code, means inside `parents`, and how."""
        if name is None or not fold(name):
            return (), "unknown"
        code = codes.normal_code(name)
        if code is None:
            return self._by_name(name, level, self._scopes(parents))
        current = self.current_code(code)
        if current is None or codes.level_of(current) != level:
            return (), "unknown"
        return (current,), "found" if current == code else "renamed"

    def _scopes_anew(self, parents: Parents) -> tuple[str, ...]:
        """Codes of the places meant by `parents`; ("",) if none was said, () if what was said is unknown.

        The innermost parent that was said decides. Several places may answer to it ("Sukorejo"):
        all are kept, and the name below them decides.
        """
        said = [depth for depth, text in enumerate(parents) if text and fold(text)]
        if not said:
            return ("",)
        return self._answers(parents[said[-1]], Level(said[-1] + 1), parents[: said[-1]])[0]

    def _by_name(self, name: str, level: Level, scopes: tuple[str, ...]) -> tuple[tuple[str, ...], Reason]:
        """The places of `level` in `scopes` that answer to `name`, and how they do."""
        forms = read_name(name, level).forms
        for place, form in enumerate(forms):
            found = [code for scope in scopes for code in self._index(scope, level).called(form.folded)]
            if found:
                return self._narrowed(found, name, form.kind), "found_by_prefix" if place else "found"
        retired = self._retired_names(level)
        successors = {
            current
            for form in forms
            for old, current in retired.get(form.folded, ())
            if any(not scope or current.startswith(scope) or old.startswith(scope) for scope in scopes)
        }
        return tuple(sorted(successors)), "renamed"

    def _narrowed(self, found: list[str], name: str, kind: str) -> tuple[str, ...]:
        """Of places that fold alike, those of the kind said, or else the one spelt exactly so, if any."""
        said = [code for code in found if self._kinds[self._position[code]] == kind] or found
        exact = [code for code in said if self._names[self._position[code]] == name.strip()]
        return tuple(sorted(exact if len(exact) == 1 else said))

    def _offered(self, name: str, level: Level, parents: Parents) -> tuple[str, ...]:
        """What may have been meant: one letter off here; that name, or one letter off, around here."""
        offered = list(self._near(name, level, self._scopes(parents)))
        for wider in self._widening(parents):
            found, _ = self._by_name(name, level, wider)
            offered += [code for code in found if code not in offered]
            offered += () if offered else self._near(name, level, wider)
            if offered:
                break
        return tuple(offered)

    def _widening(self, parents: Parents) -> Iterator[tuple[str, ...]]:
        """Scopes around what was said, from near to far, the whole country last if nothing was found."""
        for depth in range(len(parents) - 1, -1, -1):
            if not parents[depth]:
                continue
            inner = self._scopes(parents[: depth + 1])
            if len(inner) == 1 and inner[0]:
                outer = codes.parent_of(inner[0])
                if outer:
                    yield (outer,)
            elif any(parents[:depth]):
                yield self._scopes(parents[:depth])

    def _near(self, name: str, level: Level, scopes: tuple[str, ...]) -> tuple[str, ...]:
        """Codes one letter off in `scopes`, sorted; none when there is too much to compare with."""
        indexes = [self._index(scope, level) for scope in scopes if scope or level < Level.VILLAGE]
        if sum(len(index) for index in indexes) > MOST_NAMES_TO_COMPARE:
            return ()
        bare = read_name(name, level).bare
        return tuple(sorted(set[str]().union(*(index.near(bare) for index in indexes))))

    def _index(self, scope: str, level: Level) -> Names:
        index = self._indexes.get((scope, level))
        if index is None:
            below = self.below(scope, level)
            index = Names.of(level, ((code, self._names[self._position[code]]) for code in below))
            self._indexes[scope, level] = index
        return index

    def _retired_names(self, level: Level) -> dict[str, list[tuple[str, str]]]:
        """Folded retired name to (retired code, code in force), of one level."""
        index = self._retired_indexes.get(level)
        if index is None:
            index = {}
            for old in self._retired.values():
                if codes.level_of(old.old_code) == level and old.current_code:
                    for form in read_name(old.old_name, level).forms:
                        index.setdefault(form.folded, []).append((old.old_code, old.current_code))
            self._retired_indexes[level] = index
        return index


@cache
def _packaged() -> Gazetteer:
    return Gazetteer(packaged.rows(packaged.REGIONS), packaged.rows(packaged.RETIRED_CODES))
