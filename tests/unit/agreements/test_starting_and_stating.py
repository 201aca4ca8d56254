"""What a cooperation may begin as, how it is numbered, what may be stated, who answers a waiver, who may sign."""

from datetime import date

import pytest

from jembatan.agreements.rules import signing
from jembatan.agreements.rules.editing import EDITABLE, BadTerms, checked_terms, checked_topics
from jembatan.agreements.rules.kinds import Initiative, Kind, PartnerClass, Tier
from jembatan.agreements.rules.lifecycle import TermType
from jembatan.agreements.rules.reasons import BadText, NoReason, checked_reason, told
from jembatan.agreements.rules.references import next_reference, series_of
from jembatan.agreements.rules.resuming import RESUMED, effective
from jembatan.agreements.rules.standing import StageEvent
from jembatan.agreements.rules.starting import (
    LEVELS_DIFFER,
    NO_UMBRELLA,
    NOTHING_ABOVE,
    Beginning,
    CentralIsUmbrella,
    NoRoad,
    PartnerDoesNotFit,
    UnlistedChannel,
    WrongParent,
    WrongSister,
    check_beginning,
    warnings_of,
)
from jembatan.agreements.rules.statements import BadValue, checked_value, plans_named
from jembatan.agreements.rules.waivers import ACCEPTED, OBJECTED, OPEN, NoQuestion, checked_answer

SISTER = Beginning(
    kind=Kind.SISTER_REGENCY_CITY,
    tier=Tier.MOU,
    partner=PartnerClass.FOREIGN_GOVERNMENT,
    initiative=Initiative.REGION,
    home_level="kabupaten",
    abroad_level="city",
)
PROGRAMME = Beginning(
    kind=Kind.KSDLL_CONTINUATION,
    tier=Tier.ANNUAL_PLAN,
    partner=PartnerClass.INTERNATIONAL_ORGANISATION,
    initiative=Initiative.PARTNER_VIA_MINISTRY,
    home_level="kabupaten",
    parent=Tier.UMBRELLA,
)


def but(beginning: Beginning, **changes) -> Beginning:
    return Beginning(**{name: changes.get(name, getattr(beginning, name)) for name in Beginning.__slots__})


@pytest.mark.parametrize("beginning", [SISTER, PROGRAMME], ids=["sister city", "programme"])
def test_an_ordinary_beginning_is_let_through_without_a_warning(beginning):
    check_beginning(beginning)

    assert warnings_of(beginning) == ()


@pytest.mark.parametrize(
    ("beginning", "refusal"),
    [
        (but(SISTER, kind=Kind.VILLAGE_LINK), NoRoad),
        (but(SISTER, home_level=""), CentralIsUmbrella),
        (but(SISTER, partner=PartnerClass.NGO), PartnerDoesNotFit),
        (but(SISTER, partner=PartnerClass.POLITICAL_PARTY), PartnerDoesNotFit),
        (but(SISTER, home_level="provinsi"), WrongSister),
        (but(SISTER, kind=Kind.SISTER_PROVINCE), WrongSister),
        (but(PROGRAMME, initiative=Initiative.PARTNER_DIRECT), UnlistedChannel),
        (but(PROGRAMME, initiative=Initiative.OTHER), UnlistedChannel),
        (but(PROGRAMME, parent=Tier.ANNUAL_PLAN), WrongParent),
        (but(SISTER, parent=Tier.MOU), WrongParent),
        (but(PROGRAMME, parent_has_ended=True), WrongParent),
    ],
)
def test_a_beginning_the_law_does_not_know_is_refused_by_name(beginning, refusal):
    with pytest.raises(refusal):
        check_beginning(beginning)


def test_a_foreign_institution_is_sent_by_way_of_the_ministries():
    with pytest.raises(UnlistedChannel, match="via Kemendagri and/or Kemlu"):
        check_beginning(but(PROGRAMME, initiative=Initiative.PARTNER_DIRECT))


def test_a_foreign_local_government_may_turn_straight_to_the_region():
    check_beginning(but(SISTER, initiative=Initiative.PARTNER_DIRECT))


def test_an_umbrella_of_the_centre_needs_no_listed_channel():
    check_beginning(
        but(PROGRAMME, home_level="", tier=Tier.UMBRELLA, parent=None, initiative=Initiative.OTHER)
    )


@pytest.mark.parametrize(
    ("beginning", "warning"),
    [
        (but(SISTER, abroad_level="province"), LEVELS_DIFFER),
        (but(PROGRAMME, parent=None, tier=Tier.MOU), NO_UMBRELLA),
        (but(SISTER, tier=Tier.TECHNICAL_ARRANGEMENT), NOTHING_ABOVE),
    ],
)
def test_what_deserves_a_second_look_is_a_warning_and_no_refusal(beginning, warning):
    check_beginning(beginning)

    assert warning in warnings_of(beginning)


def test_references_count_on_from_the_highest_of_their_series():
    series = series_of(Kind.SISTER_REGENCY_CITY, "35.09", 2026)

    assert series == "KSDPL-35.09-2026-"
    assert next_reference(series, []) == "KSDPL-35.09-2026-001"
    assert next_reference(series, [f"{series}001", f"{series}007", f"{series}x", "other"]) == f"{series}008"
    assert next_reference(series, [f"{series}999"]) == f"{series}1000"
    assert next_reference(series, [f"{series}999", f"{series}1000"]) == f"{series}1001"


@pytest.mark.parametrize(
    ("code", "value", "kept"),
    [
        ("fact.dprd_received", date(2026, 2, 3), "2026-02-03"),
        ("fact.dprd_received", "2026-02-03", "2026-02-03"),
        ("plan.national", "  RPJMN 2025-2029,  bab IV", "RPJMN 2025-2029, bab IV"),
        ("plan.regional", "rkpd 2026", "rkpd 2026"),
        ("quorum.regency_city", "excused", "excused"),
        ("declaration.no_office_abroad", True, True),
        ("case.involves_grant", False, False),
    ],
)
def test_a_statement_is_kept_as_the_kind_of_value_it_has(code, value, kept):
    assert checked_value(code, value) == kept


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("fact.dprd_received", "kemarin"),
        ("plan.national", "RPJMD 2025"),
        ("plan.national", ""),
        ("plan.regional", "RPJMD " * 100),
        ("plan.regional", True),
        ("declaration.no_office_abroad", "yes"),
        ("declaration.no_office_abroad", "excused"),
    ],
)
def test_a_value_of_another_kind_is_refused(code, value):
    with pytest.raises(BadValue):
        checked_value(code, value)


def test_the_plans_a_reference_names_are_found():
    assert plans_named("Rpjmd 2021-2026 hlm. 12; RKPD") == {"RPJMD", "RKPD"}


@pytest.mark.parametrize(
    ("question", "accepts", "text", "answer"),
    [
        (OPEN, True, "", (ACCEPTED, "")),
        (OPEN, False, "tahap ini wajib", (OBJECTED, "tahap ini wajib")),
        (OBJECTED, True, "sudah  diselesaikan", (ACCEPTED, "sudah diselesaikan")),
    ],
)
def test_a_supervisor_accepts_or_objects_with_the_reason(question, accepts, text, answer):
    assert checked_answer(question, accepts=accepts, text=text) == answer


@pytest.mark.parametrize(
    ("question", "accepts", "text", "refusal"),
    [
        (OPEN, False, "", NoReason),
        (OBJECTED, True, "", NoReason),
        (OBJECTED, False, "tetap keberatan", NoQuestion),
        (ACCEPTED, True, "", NoQuestion),
        ("", True, "", NoQuestion),
    ],
)
def test_an_answer_without_a_reason_or_a_question_is_refused(question, accepts, text, refusal):
    with pytest.raises(refusal):
        checked_answer(question, accepts=accepts, text=text)


@pytest.mark.parametrize(
    ("powers", "abroad", "paper", "without", "fits"),
    [
        (signing.HELD, False, True, False, True),
        (signing.HELD, False, False, True, False),
        (signing.HELD, True, True, False, False),
        (signing.NOT_REQUIRED, False, False, True, True),
        (signing.NOT_REQUIRED, False, True, False, False),
        (signing.OTHER_SIDE, True, False, False, True),
        (signing.OTHER_SIDE, False, True, True, False),
    ],
)
def test_the_power_to_sign_fits_the_party(powers, abroad, paper, without, fits):
    def check():
        signing.check_powers(powers, is_abroad=abroad, has_paper=paper, may_go_without=without)

    if fits:
        check()
    else:
        with pytest.raises(signing.PowersNotSettled):
            check()


def test_nobody_signs_tomorrow_or_before_the_way_was_open():
    today, opened = date(2026, 5, 5), date(2026, 5, 1)

    signing.check_day(opened, today=today, opened_on=opened)
    signing.check_day(today, today=today, opened_on=None)
    for day in (date(2026, 5, 6), date(2026, 4, 30)):
        with pytest.raises(signing.BadSignatureDay):
            signing.check_day(day, today=today, opened_on=opened)


def test_taking_up_again_undoes_the_last_ending_only():
    def event(sequence: int, outcome: str, stage: str = "PENJAJAKAN") -> StageEvent:
        return StageEvent(stage, outcome, date(2026, 1, sequence), sequence=sequence)

    events = [
        event(1, "recorded", "PRAKARSA"),
        event(2, "not_continued"),
        event(3, RESUMED),
        event(4, "DROPPED"),
        event(5, RESUMED),
        event(6, RESUMED, "DPRD"),
    ]

    assert [one.sequence for one in effective(events)] == [1]


def test_terms_are_cleaned_and_must_fit_together():
    terms = dict.fromkeys(EDITABLE, "") | {
        "title_id": "  Kota   kembar ",
        "term_type": "fixed",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2030, 12, 31),
        "review_every_months": None,
        "notice_days": 90,
    }

    kept = checked_terms(terms)

    assert kept["title_id"] == "Kota kembar" and kept["term_type"] is TermType.FIXED
    for wrong in (
        {"title_id": " "},
        {"term_type": "for ever"},
        {"ends_on": date(2025, 1, 1)},
        {"term_type": "indefinite_with_review"},
        {"notice_days": 0},
        {"review_every_months": "twelve"},
    ):
        with pytest.raises((BadTerms, BadText)):
            checked_terms(terms | wrong)


def test_topics_come_from_their_lists():
    assert checked_topics({"object": ["culture", "culture"], "field": [" water "]}) == {
        "object": ("culture",),
        "field": ("water",),
    }
    for wrong in (
        {"object": ["war"]},
        {"else": []},
        {"field": ["x" * 41]},
        {"field": [f"f{n}" for n in range(30)]},
    ):
        with pytest.raises(BadTerms):
            checked_topics(wrong)


def test_words_that_somebody_gives_are_neither_missing_nor_endless():
    assert checked_reason("  karena   begitu ") == "karena begitu"
    assert told("", "Remark", 10, needed=False) == ""
    with pytest.raises(NoReason):
        checked_reason("ya")
    with pytest.raises(BadText, match="Title"):
        told(" ", "Title", 10)
    with pytest.raises(BadText):
        told("x" * 11, "Title", 10)
