"""Superset on this machine, for one person: an SQLite file for its own state, no network but 127.0.0.1.

For a server of your own take the dashboard and the database settings from here, and everything else from Superset's
documentation: this configuration knows neither users nor TLS.
"""

import os
import secrets
from pathlib import Path

HOME = Path(os.environ["SUPERSET_HOME"])
_KEY = HOME / "secret_key"
if not _KEY.exists():
    _KEY.touch(mode=0o600)
    _KEY.write_text(secrets.token_urlsafe(42))

SECRET_KEY = _KEY.read_text()
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}"
SQLALCHEMY_EXAMPLES_URI = SQLALCHEMY_DATABASE_URI

# Superset refuses databases that are files, for a web user could point it at any file. Here there is one user.
PREVENT_UNSAFE_DB_CONNECTIONS = False

# Answers are computed anew: a publish must show at once, and the file answers in milliseconds.
CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
RATELIMIT_ENABLED = False

# Superset's pages would load a counting pixel of its makers. Under this policy a browser loads nothing from elsewhere.
TALISMAN_ENABLED = True
TALISMAN_CONFIG = {
    "content_security_policy": {
        "default-src": ["'self'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'", "data:"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": "'none'",
        "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "worker-src": ["'self'", "blob:"],
    },
    "force_https": False,
    "session_cookie_secure": False,
}
