"""The tie-out report: one self-contained page for a release, every number with its proof; and the way to it.

Reads the marts only; what an identity is or whether it holds is decided in the warehouse and does not belong here.
"""

from dagster_project.report.write import write_home, write_index, write_missing_reports, write_report

__all__ = ["write_home", "write_index", "write_missing_reports", "write_report"]
