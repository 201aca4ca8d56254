"""The names borne inside one place, folded, and which codes bear them."""

from collections.abc import Iterable, Sequence

from jembatan.places.rules.names import one_letter_apart, read_name


class Names:
    """An index from folded name to the codes that bear it; official kind words are optional in it."""

    def __init__(self, codes_by_name: dict[str, list[str]]) -> None:
        self._codes_by_name = codes_by_name

    @classmethod
    def of(cls, level: int, named: Iterable[tuple[str, str]]) -> "Names":
        """The index of (code, name) pairs of one level (1 to 4)."""
        codes_by_name: dict[str, list[str]] = {}
        for code, name in named:
            for form in read_name(name, level).forms:
                codes_by_name.setdefault(form.folded, []).append(code)
        return cls(codes_by_name)

    def __len__(self) -> int:
        return len(self._codes_by_name)

    def called(self, folded: str) -> Sequence[str]:
        """The codes that bear exactly this folded name."""
        return self._codes_by_name.get(folded, ())

    def near(self, folded: str) -> set[str]:
        """The codes whose name is one letter away from this folded name."""
        return {
            code
            for name, found in self._codes_by_name.items()
            if abs(len(name) - len(folded)) < 2 and one_letter_apart(name, folded)
            for code in found
        }
