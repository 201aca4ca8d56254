"""The one way this program says no.

A refusal is a sentence for a person (what, where, what to do), a stable code for a
machine, and typed facts. Bugs are assertions and crash; refusals are expected.
"""

from collections.abc import Mapping
from typing import Any, ClassVar


class Refused(Exception):
    """Base of every refusal.

    `code` is stable and documented, `<module>.<what>`. `status` is the HTTP status a page answers
    with. `sentence` is the English message id with %(name)s places filled from `detail`; its
    translations live in the site's catalogue. `detail` holds typed facts, never names of people or
    identity numbers.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    sentence: ClassVar[str] = "This cannot be done."

    def __init__(self, **detail: Any) -> None:
        self.detail: Mapping[str, Any] = detail
        super().__init__(self.sentence % detail if detail else self.sentence)
