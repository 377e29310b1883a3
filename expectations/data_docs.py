"""Writes the Data Docs: the pages Great Expectations makes of the suites and of what they found.

What is on the pages is Great Expectations' own; only their style is replaced.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext

SITE_NAME = "tieout"


def write_data_docs(context: EphemeralDataContext, folder: Path) -> Path:
    """Write the pages for all validations of `context` into `folder`; returns the index page."""
    context.add_data_docs_site(
        SITE_NAME,
        {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,  # type: ignore[typeddict-unknown-key]  # missing in its stub
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.absolute())},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    context.build_data_docs(site_names=[SITE_NAME])
    return folder / "index.html"
