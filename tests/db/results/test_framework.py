"""Results, indicators and targets of an agreement: added, worded anew, taken out; nobody types what is counted."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jembatan.agreements.rules.reasons import BadText, NoReason
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from jembatan.results import actions
from jembatan.results.actions.checking import NotLiving, NotYetThere, WasDropped
from jembatan.results.actions.framework import BadYear, CountedBaseline, HalfBaseline, UnknownMeasure
from jembatan.results.models import Indicator, Result, ResultValue
from jembatan.results.rules.levels import BadValue, Level, Unit, WrongLevel
from tests.builders import JEMBER, person
from tests.frameworks import BASELINE, add, counted, stated
from tests.living import in_force, put

pytestmark = pytest.mark.django_db
DRAFT = actions.IndicatorDraft(title_id="Guru yang dilatih")


def test_a_framework_has_three_levels(told):
    levels = [(one.level, one.parent_id) for one in Result.objects.filter(agreement=told.agreement)]

    assert levels == [("objective", None), ("outcome", told.objective.pk), ("output", told.outcome.pk)]
    assert Entry.objects.filter(event="results.result_added").count() == 3
    assert told.outcome.place_code == JEMBER


def test_a_result_stands_under_the_level_above_of_its_own_agreement(told):
    other = in_force(told.people, title="Lain")

    with pytest.raises(WrongLevel):
        add(told.agreement, told.people, Level.OUTPUT, "Salah tempat", told.objective)
    with pytest.raises(WrongLevel):
        add(other, told.people, Level.OUTCOME, "Milik yang lain", told.objective)
    with pytest.raises(BadText):
        add(told.agreement, told.people, Level.OBJECTIVE, " ")


@pytest.mark.parametrize("who", ["head", "agency", "member", "ministry", "outsider"])
def test_only_the_cooperation_officer_keeps_a_framework(told, who):
    with pytest.raises(NotAllowed):
        actions.add_result(
            told.agreement,
            draft=actions.ResultDraft(Level.OBJECTIVE, "Tujuan"),
            by=told.people.everybody[who],
        )


def test_a_partner_and_an_analyst_change_nothing(told):
    for by in (told.partner, told.analyst, person("analis2", "district_analyst", at="35.10")):
        with pytest.raises(NotAllowed):
            actions.take_stock(told.agreement, on=timezone.localdate(), by=by)


def test_a_result_is_worded_anew(told):
    actions.change_result(
        told.outcome, title_id="Lebih sedikit anak tidak sekolah", title_en="", by=told.officer
    )

    assert Result.objects.get(pk=told.outcome.pk).title_id == "Lebih sedikit anak tidak sekolah"
    assert str(told.outcome) == "Lebih sedikit anak tidak sekolah"


def test_a_result_goes_with_all_that_stands_under_it_and_its_reason(told):
    indicator = stated(told)

    actions.drop_result(told.objective, because="Disusun ulang bersama mitra", by=told.officer)

    assert not Result.objects.filter(dropped_because="").exists()
    told.output.refresh_from_db()
    with pytest.raises(WasDropped):
        add(told.agreement, told.people, Level.OUTCOME, "Terlambat", told.objective)
    with pytest.raises(WasDropped):
        actions.set_target(
            Indicator.objects.get(pk=indicator.pk), year=2027, value=Decimal(1), by=told.officer
        )


def test_taking_out_needs_a_reason(told):
    with pytest.raises(NoReason):
        actions.drop_result(told.output, because="x", by=told.officer)
    with pytest.raises(NoReason):
        actions.drop_indicator(stated(told), because="", by=told.officer)


def test_the_framework_of_an_agreement_that_is_over_stays_as_it_is(told):
    indicator = stated(told)
    put(told.agreement, state="ended", ended_because="completed", ended_on=date(2026, 10, 1))
    told.outcome.refresh_from_db()
    indicator.refresh_from_db()

    for verb in (
        lambda: add(told.agreement, told.people, Level.OBJECTIVE, "Tujuan"),
        lambda: actions.add_indicator(told.outcome, draft=DRAFT, by=told.officer),
        lambda: actions.set_target(indicator, year=2027, value=Decimal(1), by=told.officer),
    ):
        with pytest.raises(NotLiving):
            verb()
    assert actions.take_stock(told.agreement, on=timezone.localdate(), by=told.officer) == 0


def test_an_indicator_with_a_measure_takes_its_unit_and_is_counted_at_once(told):
    indicator = counted(told, "agreements.rupiah_spent")

    assert indicator.unit == Unit.RUPIAH
    assert indicator.counted_by.code == "agreements.rupiah_spent"
    assert ResultValue.objects.get().measure == "agreements.rupiah_spent"


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (replace(DRAFT, measure="children.happiness"), UnknownMeasure),
        (replace(DRAFT, measure="children.at_risk", baseline_value=Decimal(5)), CountedBaseline),
        (replace(DRAFT, measure="children.at_risk", baseline_source="katanya"), CountedBaseline),
        (replace(DRAFT, baseline_value=Decimal(5)), HalfBaseline),
        (replace(DRAFT, baseline_on=BASELINE), HalfBaseline),
        (
            replace(DRAFT, baseline_value=Decimal("0.5"), baseline_on=BASELINE, baseline_source="Survei"),
            BadValue,
        ),
        (replace(DRAFT, measure="children.at_risk", baseline_on=date(2099, 1, 1)), NotYetThere),
        (replace(DRAFT, title_id=""), BadText),
    ],
)
def test_an_indicator_that_makes_no_sense_is_refused(told, draft, refusal):
    with pytest.raises(refusal):
        actions.add_indicator(told.outcome, draft=draft, by=told.officer)

    assert not Indicator.objects.exists()


def test_a_baseline_of_nothing_known_is_none_and_of_zero_is_zero(told):
    assert stated(told).baseline_value is None
    assert stated(told, baseline=0).baseline_value == 0


def test_the_table_itself_takes_no_typed_baseline_beside_a_measure(told):
    indicator = counted(told, "agreements.activities_done")

    indicator.baseline_value, indicator.baseline_on = Decimal(1), BASELINE
    indicator.baseline_source = "katanya"
    with pytest.raises(IntegrityError), transaction.atomic():
        indicator.save()


def test_an_indicator_keeps_what_counts_it(told):
    indicator = counted(told, "agreements.activities_done")
    yesterday = timezone.localdate() - timedelta(days=1)
    draft = replace(DRAFT, measure="agreements.activities_done", baseline_on=yesterday)

    actions.change_indicator(indicator, draft=draft, by=told.officer)
    with pytest.raises(UnknownMeasure):
        actions.change_indicator(indicator, draft=replace(draft, measure=""), by=told.officer)

    assert ResultValue.objects.filter(on=yesterday).count() == 1


def test_an_indicator_is_taken_out_and_its_values_stay(told):
    indicator = counted(told, "agreements.activities_done")

    actions.drop_indicator(indicator, because="Tidak dipakai lagi", by=told.officer)

    assert ResultValue.objects.count() == 1
    with pytest.raises(WasDropped):
        actions.drop_indicator(indicator, because="Tidak dipakai lagi", by=told.officer)
    assert actions.take_stock(told.agreement, on=date(2026, 11, 1), by=told.officer) == 0


def test_a_target_is_set_changed_and_taken_away(told):
    indicator = stated(told)

    actions.set_target(indicator, year=2027, value=Decimal(40), by=told.officer)
    actions.set_target(indicator, year=2027, value=Decimal(50), by=told.officer)
    assert [(t.year, t.value, t.place_code) for t in indicator.targets.all()] == [(2027, 50, JEMBER)]

    actions.set_target(indicator, year=2027, value=None, by=told.officer)
    assert not indicator.targets.exists()


def test_a_target_has_a_year_and_a_fitting_value(told):
    indicator = stated(told)

    with pytest.raises(BadYear):
        actions.set_target(indicator, year=27, value=Decimal(40), by=told.officer)
    with pytest.raises(BadValue):
        actions.set_target(indicator, year=2027, value=Decimal("-1"), by=told.officer)
