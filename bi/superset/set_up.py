"""Prepare a Superset that shows the published file, and import the dashboard: `make superset`, or by hand

    SUPERSET_HOME=folder .venv/bin/python set_up.py path/to/published/tieout.duckdb

Run by Superset's own Python, which knows nothing of the project's packages. It may be run again: what is there stays,
the dashboard is imported anew. The password of `admin` is SUPERSET_PASSWORD, or `admin`.
"""

from __future__ import annotations

import json
import os
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

HERE = Path(__file__).resolve().parent
BUNDLE = HERE / "dashboard"
PLACEHOLDER = "/path/to/published/tieout.duckdb"


def bundle_for(published: Path, kind: str = "Dashboard") -> bytes:
    """The dashboard as the ZIP file that Superset imports, with the database at this path."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for path in sorted(BUNDLE.rglob("*.yaml")):
            text = path.read_text(encoding="utf-8").replace(PLACEHOLDER, str(published))
            text = text.replace("type: Dashboard", f"type: {kind}") if path.name == "metadata.yaml" else text
            archive.writestr(f"dashboard/{path.relative_to(BUNDLE)}", text)
    return buffer.getvalue()


def set_up(published: Path) -> None:
    """Create or upgrade Superset's own database, its roles and its one user, then import the dashboard as that user."""
    os.environ.setdefault("SUPERSET_CONFIG_PATH", str(HERE / "superset_config.py"))
    Path(os.environ["SUPERSET_HOME"]).mkdir(parents=True, exist_ok=True)

    from flask_migrate import upgrade  # only now: Superset reads its configuration then
    from superset.app import create_app

    app = create_app()
    with app.app_context():
        import superset
        from superset.extensions import appbuilder, security_manager

        upgrade(directory=str(Path(superset.__file__).parent / "migrations"))
        appbuilder.add_permissions(update_perms=True)
        security_manager.sync_role_definitions()
        admin = security_manager.find_user("admin") or security_manager.add_user(
            "admin",
            "Tieout",
            "Reader",
            "admin@localhost",
            security_manager.find_role("Admin"),
            password=os.environ.get("SUPERSET_PASSWORD", "admin"),
        )
        _import_dashboard(published, admin)


def _import_dashboard(published: Path, admin: object) -> None:
    """Import as a person would, then as assets: the first leaves charts and datasets as they are where they exist."""
    from superset.commands.dashboard.importers.dispatcher import ImportDashboardsCommand
    from superset.commands.importers.v1.assets import ImportAssetsCommand
    from superset.commands.importers.v1.utils import get_contents_from_bundle
    from superset.utils.core import override_user

    with override_user(admin):
        with ZipFile(BytesIO(bundle_for(published))) as bundle:
            ImportDashboardsCommand(get_contents_from_bundle(bundle), overwrite=True).run()
        with ZipFile(BytesIO(bundle_for(published, "assets"))) as bundle:
            ImportAssetsCommand(get_contents_from_bundle(bundle)).run()


if __name__ == "__main__":
    file = Path(sys.argv[1]).resolve()
    if not file.exists():
        sys.exit(f"Nothing is published at {file} yet. Run `make run` first.")
    set_up(file)
    print(json.dumps({"dashboard": "/superset/dashboard/tieout/", "database": str(file)}))
