"""Everything a person can do in the correspondence: read, remark, answer, resolve, keep a calendar address."""

from jembatan.correspondence.actions.belongings import (
    NotAnAddress,
    close_feed,
    mark_all_read,
    mark_read,
    open_feed,
    set_address,
)
from jembatan.correspondence.actions.remarks import remark, reopen_remark, reply, resolve

__all__ = [
    "NotAnAddress",
    "close_feed",
    "mark_all_read",
    "mark_read",
    "open_feed",
    "remark",
    "reopen_remark",
    "reply",
    "resolve",
    "set_address",
]
