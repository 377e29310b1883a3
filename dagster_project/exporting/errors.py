"""How an export fails; apart, so that the command line knows the error without loading a database driver."""


class ExportError(Exception):
    """Nothing was changed in the database; the message says why and what to do, and holds no password."""


class ExportAddressError(ExportError):
    """The address names no PostgreSQL database."""
