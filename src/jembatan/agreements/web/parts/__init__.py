"""What each part of the module adds to the page of an agreement.

Every part is a file with a function `part(agreement, viewer, *, today) -> dict` of a bounded number of queries,
and a template `agreements/parts/_<name>.html` that is given its dictionary as `part`.
"""
