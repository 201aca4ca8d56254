"""What codes are called on screens, in the office's words. One place, so that a word means one thing everywhere.

Sources of the codes: children/data/classification.toml (statuses, flags), the national validation form
(causes 1 to 22, local causes x1 and x2), rosters.rules.batches (kinds of source).
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from jembatan.children.rules import reasons

Words = Mapping[str, Any]

STATUSES: Words = {
    "in_school": _("In school"),
    "at_risk": _("At risk of dropping out"),
    "never_attended": _("Never attended school"),
    "dropped_out": _("Dropped out"),
    "not_continued": _("Finished a level, did not go on"),
    "completed": _("Finished twelve years"),
    "awaiting": _("Waiting for the school year"),
    "out_of_range": _("Outside the age range"),
    "not_here": _("No longer here"),
    "unresolved": _("Cannot be decided yet"),
}
# For the heads of narrow tables.
SHORT_STATUSES: Words = {
    "never_attended": _("Never attended"),
    "dropped_out": _("Dropped out"),
    "not_continued": _("Did not go on"),
}
# One sentence that a village clerk can read to a parent.
STATUS_SENTENCES: Words = {
    "in_school": _("The sources say that this child attends school."),
    "at_risk": _("This child is still counted as a pupil, but may leave soon."),
    "never_attended": _("No source knows this child from any primary school."),
    "dropped_out": _("This child went to school and left before finishing the level."),
    "not_continued": _("This child finished a level and is not registered at the next one."),
    "completed": _("This child has finished twelve years of school."),
    "awaiting": _("This child waits for the next school year and is not counted as out of school."),
    "out_of_range": _("This child is younger or older than the ages that are counted."),
    "not_here": _("A visit found that this child does not live here any more."),
    "unresolved": _(
        "Something is missing. Until it is known nobody can say whether this child is in school."
    ),
}
KINDS: Words = {
    "census": _("Census of the village"),
    "register": _("Population register"),
    "roster": _("School register (Dapodik)"),
    "madrasah": _("Madrasah register (EMIS)"),
    "portal": _("National portal (Verval ATS)"),
    "social": _("Social register"),
}
CAUSES: Words = {
    "1": _("Does not want to go to school"),
    "2": _("No money"),
    "3": _("School is far from home"),
    "4": _("Thinks the schooling so far is enough"),
    "5": _("Married or keeps house"),
    "6": _("Violence, bullying or trauma at school"),
    "7": _("Works"),
    "8": _("Influence of surroundings or friends"),
    "9": _("Thinks school is not important"),
    "10": _("Has no school uniform"),
    "11": _("Has no birth certificate"),
    "12": _("Health problem or disability"),
    "13": _("Was expelled"),
    "14": _("Withdrew"),
    "15": _("Was not found"),
    "16": _("Went on abroad"),
    "17": _("Went on to a pesantren or the like"),
    "18": _("Died"),
    "19": _("Attends school"),
    "20": _("Moved away"),
    "21": _("Has finished SMA or the equivalent"),
    "22": _("Is not a resident of the village"),
    "x1": _("In conflict with the law"),
    "x2": _("Parents in conflict with the law"),
    "x3": _("Waits for the announcement"),
    "x4": _("Accepted, has not started"),
    "x5": _("Not old enough"),
    "x6": _("Another cause"),
    "": _("Cause not known yet"),
}
SEXES: Words = {"L": _("Boys"), "P": _("Girls"), "": _("Sex not recorded")}
SEX_OF_ONE: Words = {"L": _("Boy"), "P": _("Girl")}
FLAGS: Words = {
    "certificate_not_seen": _("Says the level is finished; nobody has seen the certificate (ijazah)."),
    "married": _("Is or was married. That never takes a child off the list."),
    "disability": _("Has a disability on record. The age limits of admission do not apply."),
    "works": _("Works."),
    "pesantren_salaf": _("Learns in a pesantren salaf without a recognised programme."),
    "homeschool": _("Learns at home without a Paket programme."),
    "non_formal_learning": _("Learns in a course or Paket that this definition does not count."),
    "kindergarten_only": _("Has only been to kindergarten."),
    "outside_range_by_other_age": _(
        "In the age range by one way of counting only. Check before counting the child."
    ),
    "nik_birthdate_differs": _("The birth date inside the NIK is another one. That alone proves nothing."),
    "nik_sex_differs": _("The NIK is written for the other sex."),
    "attending_kind_unknown": _("Attends, but nobody said what kind of school."),
    "declared_left_but_attending": _("A school says the child has left, and the child attends."),
    "grade_outside_level": _("The grade does not belong to the level."),
    "finished_below_last_grade": _("Says the level is finished, with a grade below its last."),
    "waiting_after_season": _("Still waits for a place although the school year has started. Ask again."),
    "birth_date_after_survey": _("Born after the survey, so the birth date is wrong."),
    "left_after_survey": _("Left after the survey, so one of the two dates is wrong."),
    "over_age": _("Two years or more too old for the grade."),
    "no_class": _("Listed by the school without a class, while its other pupils have one."),
}
RULES: Words = {
    "not_here": _("Is the child dead, moved away, not found or not a resident?"),
    "birth_date_missing": _("Is the birth date missing?"),
    "out_of_range": _("Is the child younger or older than the ages that are counted?"),
    "in_school_at_risk": _("In school, with several signs of risk?"),
    "in_school": _("Does the child attend a school that counts?"),
    "completed_12": _("Has the child finished SMA, SMK, MA or Paket C?"),
    "attendance_unknown": _("Has nobody said whether the child attends now?"),
    "never_attended": _("Was the child never in SD, MI or an equivalent?"),
    "level_unknown": _("Was the child in school, but nobody knows at which level?"),
    "awaiting_place": _("Finished a level and registered at the next, or waiting for the result?"),
    "awaiting_school_year": _("Finished a level this year, and the school year has not started?"),
    "not_continued_6": _("Finished primary school and not registered at the next level?"),
    "not_continued_9": _("Finished lower secondary school and not registered at the next level?"),
    "uncertified_learning": _("Learns where it does not count, without proof of a finished level?"),
    "absent_not_declared": _("Left less than six months ago, and the school has not declared it?"),
    "dropped_out": _("Was in school and left before finishing the level?"),
    "completion_unknown": _("Left in the last grade, and nobody said whether it was finished?"),
}
FACTS: Words = {
    "outcome": _("result of the visit"),
    "age": _("age in years"),
    "age_range": _("age against the range"),
    "range_by_other_age": _("age against the range, counted the other way"),
    "born_after_survey": _("born after the survey"),
    "attending": _("attends now"),
    "kind": _("kind of school"),
    "learning": _("counts as schooling"),
    "risk_points": _("signs of risk"),
    "level": _("highest level"),
    "stage": _("stage of school"),
    "grade": _("highest grade"),
    "below_last_grade": _("below the last grade of the level"),
    "completed": _("says the level is finished"),
    "certificate_seen": _("certificate (ijazah) seen"),
    "finished": _("level finished"),
    "registered_next": _("registered at the next level"),
    "declared_left": _("school declared the child gone"),
    "months_absent": _("months since leaving"),
    "season": _("between two school years"),
    "sex": _("sex"),
}
VALUES: Words = {
    "yes": _("yes"),
    "no": _("no"),
    "unknown": _("not known"),
    "none": _("none"),
    "None": _("not known"),
    "present": _("lives here"),
    "died": _("died"),
    "moved": _("moved away"),
    "not_found": _("not found"),
    "not_resident": _("not a resident"),
    "abroad": _("abroad"),
    "inside": _("inside"),
    "below": _("too young"),
    "above": _("too old"),
    "counts": _("yes"),
    "not_counted": _("no, another kind of learning"),
    "primary": _("primary (SD, MI, Paket A)"),
    "lower_secondary": _("lower secondary (SMP, MTs, Paket B)"),
    "upper_secondary": _("upper secondary (SMA, SMK, MA, Paket C)"),
    "formal": _("formal school"),
    "madrasah": _("madrasah"),
    "slb": _("special school (SLB)"),
    "pkpps": _("recognised pesantren (PKPPS)"),
    "paket": _("Paket A, B or C"),
    "pesantren_salaf": _("pesantren salaf"),
    "homeschool": _("home school"),
    "kindergarten": _("kindergarten"),
    "course": _("course"),
    "waiting": _("waiting"),
    "open": _("yes"),
    "closed": _("no"),
    # Statutory names of levels stay as they are.
    **{level: level.upper() for level in ("sd", "mi", "smp", "sma", "smk", "ma", "tk")},
    "mts": "MTs",
    **{f"paket_{letter}": f"Paket {letter.upper()}" for letter in "abc"},
}
# Words of linkage.rules.levels: how far two records agree in a field.
LEVELS: Words = {
    "different": _("different"),
    "shares a word": _("shares a word"),
    "similar": _("similar"),
    "same first word": _("same first word"),
    "similar, mistyped": _("nearly the same, mistyped"),
    "one is part of the other": _("one is part of the other"),
    "sounds the same": _("sounds the same"),
    "same": _("exactly the same"),
    "same year, one is a default date": _("same year, one is a default date"),
    "one year apart": _("one year apart"),
    "one part differs": _("day, month or year differs"),
    "day and month swapped": _("day and month swapped"),
    "same by NIK": _("the same, by the NIK"),
    "same default date": _("the same default date"),
    "same (names differ)": _("exactly the same"),
    "different (names differ)": _("different"),
    "one apart": _("one grade apart"),
    "card missing": _("family card not known"),
    "card differs": _("another family card"),
    "card same": _("same family card"),
    "village missing": _("village not known"),
    "village differs": _("another village"),
    "same sub-district": _("same sub-district"),
    "village same": _("same village"),
}
STANDINGS: Words = {
    "agreed": _("The sources agree"),
    "only_census": _("Only the census knows the child"),
    "only_register": _("Only the population register knows the child"),
    "only_roster": _("Only a school register knows the child"),
    "only_madrasah": _("Only a madrasah register knows the child"),
    "only_portal": _("Only the national portal knows the child"),
    "only_social": _("Only a social register knows the child"),
    "conflict": _("The sources contradict one another"),
}
# Sentences of children.rules, which are message ids there.
NEXT_STEPS: Words = {code: gettext_lazy(say) for code, say in reasons.NEXT_STEPS.items()}
# A child out of school about whom the sources agree is not done with: the plan comes next.
PLAN_THE_RETURN = _("Plan the way back to school")
REASONS: Words = {code: gettext_lazy(say) for code, say in reasons.REASONS.items()}
DISAGREEMENTS: Words = {code: gettext_lazy(say) for code, say in reasons.DISAGREEMENTS.items()}
GAPS: Words = {
    "birth_date": _("birth date missing"),
    "sex": _("sex missing"),
    "nik": _("NIK missing"),
    "mother_name": _("mother's name missing"),
    "dusun": _("dusun missing"),
    "cause": _("cause not known"),
}
# What was done with a child's page, in the ledger's words.
EVENTS: Words = {
    "children.child_looked_at": _("opened this page"),
    "children.identifier_shown": _("opened the whole NIK"),
}


def word(vocabulary: Words, code: Any) -> str:
    """What people call `code`. A code nobody has a word for is shown as it came, never dropped."""
    known = vocabulary.get(str(code) if code is not None else "")
    return str(known) if known is not None else str(code or "–").replace("_", " ")


def step_words(next_step: str, *, out_of_school: bool) -> str:
    """What to do next about a child, as a sentence without its full stop."""
    if out_of_school and next_step in ("", "none"):
        return str(PLAN_THE_RETURN)
    return word(NEXT_STEPS, next_step or "none")
