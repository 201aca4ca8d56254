"""Countries by any of their names. The table is packaged data; this module only knows how to look."""

from collections.abc import Mapping
from dataclasses import dataclass

from jembatan.counterparts.rules.folding import fold
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording


class UnknownCountry(Refused):
    code = "counterparts.unknown_country"
    status = 400
    sentence = "%(country)s: no country is known by this name. Choose it from the list, or give its ISO code."


@dataclass(frozen=True, slots=True)
class Country:
    """`iso2` and `iso3` are ISO 3166-1; the name is the usual one, not the official one."""

    iso2: str
    iso3: str
    name: Wording


@dataclass(frozen=True, slots=True)
class CountryTable:
    """`by_code` has ISO alpha-2 codes, `by_name` every folded name, alias and code."""

    by_code: Mapping[str, Country]
    by_name: Mapping[str, str]

    def find(self, text: str) -> Country | None:
        """The country that `text` names (a name in either language, an alias or a code); None when unknown."""
        code = self.by_name.get(fold(text))
        return self.by_code[code] if code else None

    def code_of(self, text: str) -> str:
        """The ISO code of the country that `text` names; "" for "". Raises UnknownCountry."""
        if not text.strip():
            return ""
        found = self.find(text)
        if found is None:
            raise UnknownCountry(country=text[:60])
        return found.iso2

    def names_of(self, code: str) -> frozenset[str]:
        """Every folded name of the country `code`; empty for ""."""
        return frozenset(name for name, known in self.by_name.items() if known == code)


def country_table(countries: list[Country], aliases: list[tuple[str, str]]) -> CountryTable:
    """A table of `countries` and their (alias, iso2) `aliases`; a country's own name goes before an alias."""
    by_name = {fold(alias): code for alias, code in aliases}
    for country in countries:
        for name in (country.name.id, country.name.en, country.iso2, country.iso3):
            by_name[fold(name)] = country.iso2
    return CountryTable({country.iso2: country for country in countries}, by_name)
