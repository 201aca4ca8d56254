"""The e-mail that gathers a person's waiting notices: Indonesian, each with its English line."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from jembatan.accounts.models import User
from jembatan.correspondence.models import Notice
from jembatan.correspondence.words import sentence_of

INDONESIAN, ENGLISH = "id", "en"
# A letter names the most urgent; the inbox has all.
MOST_NAMED = 50


def digest(person: User, notices: Sequence[Notice], *, number: str) -> EmailMessage:
    """One letter with all `notices`, which has at least one. `number` makes its Message-ID its own."""
    with override(INDONESIAN):
        subject = _subject(len(notices))
    host = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
    return EmailMessage(
        subject,
        _text(person, notices),
        to=[person.email],
        headers={"Message-ID": f"<{number}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def _text(person: User, notices: Sequence[Notice]) -> str:
    inbox = f"{settings.SITE_URL}/kotak-masuk/"
    with override(INDONESIAN):
        parts = [_greeting(person), _subject(len(notices)) + "."]
    with override(ENGLISH):
        parts.append(_subject(len(notices)) + ".")
    parts += [_item(number, notice) for number, notice in enumerate(notices[:MOST_NAMED], 1)]
    for language in (INDONESIAN, ENGLISH):
        with override(language):
            parts.append(_("Everything that waits for you: %(url)s") % {"url": inbox})
    return "\n\n".join(parts) + "\n"


def _subject(count: int) -> str:
    return ngettext(
        "Jembatan: %(count)s notice waits for you", "Jembatan: %(count)s notices wait for you", count
    ) % {"count": count}


def _greeting(person: User) -> str:
    return _("Dear %(name)s,") % {"name": person}


def _item(number: int, notice: Notice) -> str:
    with override(INDONESIAN):
        lines = [f"{number}. {_sentence_with_day(notice)}"]
    with override(ENGLISH):
        lines.append(f"   {_sentence_with_day(notice)}")
    return "\n".join([*lines, f"   {settings.SITE_URL}{notice.url}"])


def _sentence_with_day(notice: Notice) -> str:
    said = sentence_of(notice)
    if notice.due_on is None:
        return said
    return _("%(sentence)s Due on %(day)s.") % {"sentence": said, "day": date_format(notice.due_on, "j F Y")}
