"""Where a rule of the catalogue is used by the roads and clocks that come with the program."""

from collections.abc import Mapping
from functools import lru_cache

from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.rules import case_clocks, life_clocks
from jembatan.agreements.rules.rule_uses import How, Use, uses_on
from jembatan.workflow.wording import Wording

# Clocks that hang on no stage, by the rule that sets their length or says why they matter.
OWN_CLOCKS: Mapping[str, Wording] = {
    case_clocks.FOLLOW_UP: Wording("Tindak lanjut pengawasan", "Follow-up of supervision"),
    case_clocks.REPORT: Wording("Laporan berikutnya", "The next report"),
    case_clocks.GRANT_REPORT: Wording("Laporan triwulanan hibah", "Quarterly report of a grant"),
    case_clocks.PERMIT_RENEWAL: Wording("Pengajuan perpanjangan izin", "Filing for the renewal of a permit"),
    case_clocks.PERMIT_LONGEST: Wording("Akhir izin", "End of a permit"),
    case_clocks.INTENT_AGEING: Wording("Umur pernyataan kehendak", "Age of a letter of intent"),
    case_clocks.DORMANT: Wording("Waktu sejak kegiatan terakhir", "Time since the last activity"),
    case_clocks.TERM: Wording("Akhir masa berlaku", "End of a term"),
    case_clocks.REVIEW_EVERY: Wording("Peninjauan berkala", "Periodic review"),
    case_clocks.NO_LIMIT: Wording("Umur tahap tanpa batas", "Age of a stage without a limit"),
    life_clocks.TRAVEL: Wording("Izin perjalanan kepala daerah", "Travel permit of the head of the region"),
}


@lru_cache(maxsize=512)
def uses_of(rule: str) -> tuple[Use, ...]:
    """Every use of a rule, roads first. The roads come with the program, so the answer never changes."""
    found = list(uses_on(standard_roads().values(), rule))
    if rule in OWN_CLOCKS:
        found.append(Use(How.OWN_CLOCK, what=OWN_CLOCKS[rule]))
    return tuple(found)
