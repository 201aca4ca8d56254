"""GET /health: 200 when the database answers and every migration is applied, else 503."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from jembatan.accounts.access import open_to_anyone


@open_to_anyone
def health(request: HttpRequest) -> JsonResponse:
    """Machine-readable state for a proxy or a monitor; open to all, says nothing of the content."""
    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"status": "database does not answer"}, status=503)
    if waiting:
        return JsonResponse({"status": "migrations waiting", "waiting": waiting}, status=503)
    return JsonResponse({"status": "ok"})
