"""What this module itself tells people: that they were addressed, answered, or that a remark was resolved."""

from jembatan.correspondence.rules.kinds import register
from jembatan.workflow.messages import message as _

MENTIONED = register("correspondence.mentioned", _("%(who)s addresses you in a remark on %(what)s."))
REPLIED = register("correspondence.replied", _("%(who)s answered your remark on %(what)s."))
RESOLVED = register("correspondence.resolved", _("%(who)s resolved your remark on %(what)s."))
