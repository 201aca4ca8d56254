"""Questions about what people are told and tell one another. Each takes the viewer."""

from jembatan.correspondence.queries.feeds import feed_key, owner_of_feed
from jembatan.correspondence.queries.inbox import (
    MOST_COUNTED,
    MailStanding,
    Page,
    mail_standing,
    own_notice,
    read_page,
    unread,
    unread_count,
    unread_page,
)
from jembatan.correspondence.queries.threads import (
    FieldThread,
    Said,
    Thread,
    mentionable,
    open_counts,
    remark_by_id,
    thread_of,
)

__all__ = [
    "MOST_COUNTED",
    "FieldThread",
    "MailStanding",
    "Page",
    "Said",
    "Thread",
    "feed_key",
    "mail_standing",
    "mentionable",
    "open_counts",
    "own_notice",
    "owner_of_feed",
    "read_page",
    "remark_by_id",
    "thread_of",
    "unread",
    "unread_count",
    "unread_page",
]
