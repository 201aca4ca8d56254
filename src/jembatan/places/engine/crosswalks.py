"""Codes other registers give to the same places: BPS (2020) and Kemendikdasmen's Dapodik (2019)."""

from functools import cache

from jembatan.places.engine import packaged


@cache
def codes_by_bps() -> dict[str, str]:
    """BPS code of 2, 4 or 7 digits to Kemendagri code; 7,405 pairs, villages are not among them."""
    return {row[0]: row[1] for row in packaged.rows(packaged.BPS_CODES)}


@cache
def bps_by_code() -> dict[str, str]:
    """The same, the other way round; one to one."""
    return {code: bps for bps, code in codes_by_bps().items()}


@cache
def codes_by_dapodik() -> dict[str, str]:
    """Dapodik region code of 6 digits to Kemendagri code: 514 districts and the 31 kecamatan of Jember."""
    return {row[0]: row[1] for row in packaged.rows(packaged.DAPODIK_CODES)}


@cache
def dapodik_by_code() -> dict[str, str]:
    """The same, the other way round; one to one."""
    return {code: dapodik for dapodik, code in codes_by_dapodik().items()}
