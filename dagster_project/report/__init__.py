"""The tie-out report: one self-contained page for a release, every number with its proof; and the way to it.

Reads the marts only; what an identity is or whether it holds is decided in the warehouse and does not belong here.
"""

from dagster_project.report.write import Site, list_reports, write_index, write_report, write_site

__all__ = ["Site", "list_reports", "write_index", "write_report", "write_site"]
