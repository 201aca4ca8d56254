"""The terms of an agreement as plain JSON, as amendments keep and compare them, and what a merge would give."""

from jembatan.agreements.models import Agreement, AgreementText, Amendment, Party
from jembatan.agreements.rules.amended_text import clauses_of
from jembatan.agreements.rules.amending import Change, Merged, difference, merge
from jembatan.agreements.rules.clauses import from_parts


def terms_of(agreement: Agreement) -> dict[str, object]:
    """The terms as they stand now. Three queries."""
    text = agreed_text(agreement)
    return {
        "title_id": agreement.title_id,
        "title_en": agreement.title_en,
        "purpose": agreement.purpose,
        "starts_on": agreement.starts_on.isoformat() if agreement.starts_on else None,
        "ends_on": agreement.ends_on.isoformat() if agreement.ends_on else None,
        "term_type": str(agreement.term_type),
        "review_every_months": agreement.review_every_months,
        "notice_days": agreement.notice_days,
        "topics": sorted(f"{topic.list}:{topic.code}" for topic in agreement.topics.all()),
        "parties": sorted(party_key(party) for party in agreement.parties.all()),
        "clauses": clauses_of(from_parts(text.clauses)) if text else {},
    }


def agreed_text(agreement: Agreement) -> AgreementText | None:
    """The text that was agreed on last, None when none was. One query."""
    return agreement.texts.filter(agreed_on__isnull=False).order_by("-agreed_on", "-id").first()


def party_key(party: Party) -> str:
    """A party as one word: role | who | signs or stands beside."""
    if party.place_id is not None:
        who = f"place:{party.place_id}"
    elif party.counterpart_id is not None:
        who = f"counterpart:{party.counterpart_id}"
    else:
        who = f"name:{party.name}"
    return f"{party.role}|{who}|{'signs' if party.must_sign else 'stands'}"


def changes_wanted(amendment: Amendment) -> tuple[Change, ...]:
    """What the working copy changes in the terms it was made from."""
    return difference(amendment.base, amendment.proposed)


def merge_now(amendment: Amendment) -> Merged:
    """What merging would give now, and where it conflicts with what has changed since. Four queries."""
    standing = Agreement.objects.get(pk=amendment.agreement_id)
    return merge(amendment.base, terms_of(standing), amendment.proposed)
