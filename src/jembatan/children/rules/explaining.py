"""The rule table in words, as `jembatan classify --explain` prints it."""

from jembatan.children.rules.rule_table import Condition, RuleTable


def explained(table: RuleTable) -> str:
    """Definitions, parameters, rules in the order they are looked at, and flags, one paragraph each."""
    lines = [f"{table.title} ({table.id} {table.version})", f"Source: {table.source}", "", "DEFINITIONS"]
    for definition in table.definitions.values():
        lines += [
            f"  {definition.name}: {definition.title}",
            f"      counts: {', '.join(sorted(definition.schooling))}",
        ]
        lines += [f"      source: {definition.source} [{definition.evidence}]"]
    lines += ["", "PARAMETERS"]
    for known in table.parameters.values():
        lines += [f"  {known.name} = {known.value} {known.unit}: {known.title}"]
        lines += [f"      source: {known.source} [{known.evidence}]"]
    lines += ["", "RULES, looked at in this order; the first that holds decides"]
    for rule in table.rules:
        grade = f", grade {rule.grade}" if rule.grade is not None else ""
        lines += [f"  {rule.order:>4} {rule.id} -> {rule.status}{grade}", f"       {rule.title}"]
        lines += [
            f"       when {conditions_in_words(rule.when)}",
            f"       source: {rule.source} [{rule.evidence}]",
        ]
    lines += ["", "FLAGS, raised beside the status"]
    for flag in table.flags:
        lines += [f"  {flag.id}: {flag.title}", f"      when {conditions_in_words(flag.when)}"]
    return "\n".join(lines)


def conditions_in_words(conditions: tuple[Condition, ...]) -> str:
    """The conditions joined by "and"; "always" when there are none."""
    return " and ".join(_in_words(condition) for condition in conditions) or "always"


def _in_words(condition: Condition) -> str:
    if condition.operator is not None:
        return f"{condition.fact} {condition.operator.replace('_', ' ')} {condition.limit}"
    words = [str(word) for word in condition.words]
    return f"{condition.fact} is {' or '.join(words)}"
