"""Keeping profiles of partners: search first, then add; names and facts with their source."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.counterparts.engine.packaged import countries
from jembatan.counterparts.models import Counterpart, CounterpartFact, CounterpartName
from jembatan.counterparts.queries.naming import Outcome, resolve
from jembatan.counterparts.rules.facts import check_fact
from jembatan.counterparts.rules.folding import fold
from jembatan.counterparts.rules.kinds import BadProfile, check_profile
from jembatan.counterparts.rules.profiles import AlreadyKept, MergedAway, PerhapsKept, Stale, told
from jembatan.ledger.acting import action, creating, note
from jembatan.workflow.messages import message as _

SHORT, LONG = 200, 300


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person says about a partner. `country` is any name or code of it, "" for an organisation."""

    official_name: str
    kind: str
    level: str = ""
    country: str = ""
    place_within: str = ""
    local_name: str = ""
    website: str = ""


@creating(Permission.COUNTERPART_KEEP, "counterparts.added")
def add_counterpart(
    *, profile: Profile, source: str, confirmed: bool = False, at: str, by: User
) -> Counterpart:
    """A new profile kept by the place `at`, with its official name as the first spelling.

    Raises AlreadyKept when the name is certainly that of a standing profile, PerhapsKept when it may be
    and nobody has `confirmed` that it is not, PoliticalParty, BadProfile or UnknownCountry.
    """
    read = _read(profile)
    origin = told(source, _("source"), LONG)
    found = _refuse_known(read, confirmed=confirmed)
    now = timezone.now()
    counterpart = Counterpart.objects.create(**_columns(read), place_code=at, added_by=by, added_at=now)
    _keep_name(counterpart, read.official_name, origin, by=by, now=now)
    if read.local_name and fold(read.local_name) not in ("", fold(read.official_name)):
        _keep_name(counterpart, read.local_name, origin, by=by, now=now)
    note(kind=read.kind, country=read.country, confirmed_against=found)
    return counterpart


@action(Permission.COUNTERPART_KEEP, "counterparts.edited")
def edit_counterpart(
    counterpart: Counterpart, *, profile: Profile, version: int, source: str, by: User
) -> None:
    """Change the profile; `version` is that of the page the person saw. A new name becomes a spelling too.

    Raises Stale, MergedAway, AlreadyKept, PoliticalParty, BadProfile or UnknownCountry.
    """
    check_standing(counterpart)
    if version != counterpart.version:
        raise Stale()
    read = _read(profile)
    origin = told(source, _("source"), LONG)
    _refuse_known(read, confirmed=True, but=counterpart)
    before = {"country_code": counterpart.country_code, "level": counterpart.level}
    changed = [name for name, value in _columns(read).items() if getattr(counterpart, name) != value]
    for name, value in _columns(read).items():
        setattr(counterpart, name, value)
    counterpart.version += 1
    counterpart.save(update_fields=[*_columns(read), "version"])
    _move_names(counterpart, before)
    for spelling in (read.official_name, read.local_name):
        if fold(spelling) and not counterpart.names.filter(folded=fold(spelling)).exists():
            _keep_name(counterpart, spelling, origin, by=by, now=timezone.now())
    note(changed=changed)


@creating(Permission.COUNTERPART_KEEP, "counterparts.name_added")
def add_name(*, counterpart: Counterpart, spelling: str, source: str, at: str, by: User) -> CounterpartName:
    """One more spelling of the partner, seen in `source`; any region may record what it has seen.

    Gives the recorded one back when this profile has it already. Raises AlreadyKept when it is the
    spelling of another profile, MergedAway or BadProfile.
    """
    check_standing(counterpart)
    read = told(spelling, _("spelling"), SHORT)
    origin = told(source, _("source"), LONG)
    if not fold(read):
        raise BadProfile(field=_("spelling"), problem=_("there is no letter in it"))
    note(counterpart=counterpart.pk)
    return _keep_name(counterpart, read, origin, by=by, now=timezone.now(), at=at)


@creating(Permission.COUNTERPART_KEEP, "counterparts.fact_added")
def add_fact(
    *, counterpart: Counterpart, code: str, value: str, source: tuple[str, date], at: str, by: User
) -> CounterpartFact:
    """A claim about the partner; `source` is where it was read and the day it holds for.

    Earlier claims stay. Raises BadFact when the code or value cannot be, MergedAway or BadProfile.
    """
    check_standing(counterpart)
    told_by, as_of = source
    note(counterpart=counterpart.pk, code=code)
    return CounterpartFact.objects.create(
        counterpart=counterpart,
        code=code,
        value=check_fact(code, value),
        source=told(told_by, _("source"), LONG),
        as_of=as_of,
        place_code=at,
        added_by=by,
        added_at=timezone.now(),
    )


def _read(profile: Profile) -> Profile:
    country = countries().code_of(profile.country)
    check_profile(profile.kind, profile.level, country)
    name = told(profile.official_name, _("official name"), SHORT)
    if not fold(name):
        raise BadProfile(field=_("official name"), problem=_("there is no letter in it"))
    return Profile(
        official_name=name,
        kind=profile.kind,
        level=profile.level,
        country=country,
        place_within=profile.place_within.strip(),
        local_name=profile.local_name.strip(),
        website=profile.website.strip(),
    )


def _columns(profile: Profile) -> dict[str, str]:
    return {
        "official_name": profile.official_name,
        "local_name": profile.local_name,
        "kind": profile.kind,
        "level": profile.level,
        "country_code": profile.country,
        "place_within": profile.place_within,
        "website": profile.website,
    }


def _refuse_known(profile: Profile, *, confirmed: bool, but: Counterpart | None = None) -> list[int]:
    """Refuse a name that another profile has; the ids of those that only may be meant, when confirmed."""
    maybe = {}
    for name in (profile.official_name, profile.local_name):
        if not fold(name):
            continue
        found = resolve(name, profile.country, profile.kind, level=profile.level, within=profile.place_within)
        for suggestion in found.suggestions:
            other = suggestion.counterpart
            if other == but:
                continue
            if suggestion.score == 1:
                raise AlreadyKept(name=name, profile=other.official_name, counterpart=other.pk)
            maybe[other.pk] = other.official_name
        assert found.outcome is not Outcome.EXACT or found.exact == but
    if maybe and not confirmed:
        raise PerhapsKept(
            name=profile.official_name, profiles=", ".join(maybe.values()), counterparts=list(maybe)
        )
    return list(maybe)


def check_standing(counterpart: Counterpart) -> None:
    """Raise MergedAway when the profile was merged into another."""
    if counterpart.merged_into_id is not None:
        standing = counterpart.current
        raise MergedAway(profile=standing.official_name, counterpart=standing.pk)


def _keep_name(
    counterpart: Counterpart, spelling: str, source: str, *, by: User, now: datetime, at: str = ""
) -> CounterpartName:
    # Two people may save the same spelling at once; the table lets one of them in.
    kept, _made = CounterpartName.objects.get_or_create(
        country_code=counterpart.country_code,
        level=counterpart.level,
        folded=fold(spelling),
        defaults={
            "counterpart": counterpart,
            "spelling": spelling,
            "source": source,
            "place_code": at or counterpart.place_code,
            "added_by": by,
            "added_at": now,
        },
    )
    if kept.counterpart_id != counterpart.pk:
        raise AlreadyKept(
            name=spelling, profile=kept.counterpart.official_name, counterpart=kept.counterpart_id
        )
    return kept


def _move_names(counterpart: Counterpart, before: dict[str, str]) -> None:
    """The spellings of the country and level `before` follow the profile; AlreadyKept when another has one.

    Spellings that came from a merged profile of another level stay as they are.
    """
    after = {"country_code": counterpart.country_code, "level": counterpart.level}
    if after == before:
        return
    for name in counterpart.names.filter(**before):
        other = CounterpartName.objects.filter(folded=name.folded, **after).first()
        if other is None:
            CounterpartName.objects.filter(pk=name.pk).update(**after)
        elif other.counterpart_id != counterpart.pk:
            raise AlreadyKept(
                name=name.spelling, profile=other.counterpart.official_name, counterpart=other.counterpart_id
            )
