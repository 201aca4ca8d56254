"""Words that come from tables instead of code, in both languages of the screens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """`id` is Indonesian and leads; `en` stands beside it. Neither is empty."""

    id: str
    en: str

    def in_language(self, code: str) -> str:
        """The text for the language `code` ("id", "en-gb" …): English when asked for, else Indonesian."""
        return self.en if code.startswith("en") else self.id
