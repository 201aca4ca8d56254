"""Children and settings for the rules of action plans; every value is invented."""

from datetime import date
from decimal import Decimal

from jembatan.action_plans.engine.catalogue_files import standard_catalogue, standard_costs, standard_rules
from jembatan.action_plans.rules.drafting import Line, Setting
from jembatan.action_plans.rules.facts import ChildFacts

DAY = date(2026, 11, 22)


def child(reference="c1", category="dropped_out", **facts) -> ChildFacts:
    return ChildFacts(reference, category, **{"sex": "L", "age": 13, "grade": 7, "dusun": "Krajan", **facts})


def setting(**changes) -> Setting:
    parts = {
        "catalogue": standard_catalogue(),
        "rules": standard_rules(),
        "costs": {cost.code: cost for cost in standard_costs()},
        "village": "Contoh",
        "year": 2027,
    }
    return Setting(**{**parts, **changes})


def line(kind="transport", **changes) -> Line:
    parts = {
        "kind": kind,
        "field": 2,
        "name": "Bantuan transportasi",
        "location": "Desa Contoh",
        "basis": "child",
        "children": 3,
        "times": 10,
        "times_unit": "bulan",
        "unit_cost": Decimal(300_000),
        "standing": "example",
        "fund": "dana_desa",
        "pattern": "swakelola",
        "implementer": "Kaur Keuangan",
        "agency": "Dispendik; Dishub",
        "starts": date(2027, 7, 1),
        "ends": date(2028, 6, 30),
        "benefit": "Anak hadir",
        "indicator": "Kehadiran 85 persen",
    }
    return Line(**{**parts, **changes})
