"""The HTML front end: a page's tables as `Grid`s, its prose as lines, every figure at its place in the source.

What a figure means is decided behind `Grid`, for text and HTML alike, and does not belong here.
"""

from dagster_project.parsing.html.document import HtmlDocument, read_html
from dagster_project.parsing.html.locator import LocatorNotFoundError, locate
from dagster_project.parsing.html.restore import restore_places

__all__ = ["HtmlDocument", "LocatorNotFoundError", "locate", "read_html", "restore_places"]
