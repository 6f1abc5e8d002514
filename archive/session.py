"""One connection to the database: how it is opened, and what a refusal means in one line."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import AsyncConnection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import DictRow, dict_row

from press.errors import CannotStart

OLDEST_SERVER = 15

#: Where the URL does not say otherwise: libpq waits for ever for a silent host, and asks after a silent peer in two hours.
_DEFAULTS: dict[str, Any] = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "application_name": "press-archive",
}


async def connect(url: str, *, database: str | None = None) -> AsyncConnection[DictRow]:
    """A connection in autocommit mode whose rows are dictionaries; to `database` where that is not the URL's own.

    Raises psycopg.OperationalError where there is none; `refusal` puts that into words.
    """
    return await AsyncConnection.connect(_conninfo(url, database), autocommit=True, row_factory=dict_row)


def check_server(connection: AsyncConnection[DictRow]) -> None:
    """Raises CannotStart for a server that is too old, or a database in which not every text can be kept."""
    version = connection.info.server_version // 10_000
    if version < OLDEST_SERVER:
        raise CannotStart(f"the database server is PostgreSQL {version}: the archive needs {OLDEST_SERVER} or later")
    if (encoding := connection.info.parameter_status("server_encoding")) != "UTF8":
        raise CannotStart(
            f"database {connection.info.dbname!r} is encoded in {encoding}: name one with ENCODING 'UTF8' in DATABASE_URL"
        )


def database_of(url: str) -> str:
    """The name of the database that the URL leads to; libpq's default is the user's name."""
    said = conninfo_to_dict(url)
    return str(said.get("dbname") or said.get("user") or "postgres")


def refusal(error: psycopg.Error, url: str) -> CannotStart:
    """Why the server did not let us in, and what to do. The URL's password is not repeated."""
    said = conninfo_to_dict(url)
    host, port = said.get("host") or said.get("hostaddr") or "the local socket", said.get("port") or 5432
    reason = one_line(error)
    if "Connection refused" in reason or "No such file or directory" in reason:
        what = f"no PostgreSQL listens at {host}, port {port}: start it, or correct DATABASE_URL"
    elif "failed to resolve host" in reason or "could not translate host name" in reason:
        what = f"the host {host} of DATABASE_URL is not known here: correct the name, or see to the name service"
    elif "timeout expired" in reason or "timed out" in reason:
        what = f"{host}, port {port}, does not answer: correct DATABASE_URL, or see to the network and its firewalls"
    elif "authentication failed" in reason or "no password supplied" in reason:
        what = f"{host}, port {port}, does not accept user {said.get('user')!r} with this password: correct DATABASE_URL"
    elif "database" in reason and "does not exist" in reason:
        what = (
            f"no database {database_of(url)!r} at {host}, port {port}: run `scrapy migrate` to make it, or correct DATABASE_URL"
        )
    else:
        what = f"the database at {host}, port {port}, cannot be used: {reason}; correct DATABASE_URL, or ask its administrator"
    return CannotStart(what)


def one_line(error: psycopg.Error) -> str:
    """PostgreSQL's own message, without the lines that point into the statement."""
    return " ".join((error.diag.message_primary or str(error) or type(error).__name__).split())


def _conninfo(url: str, database: str | None) -> str:
    said = conninfo_to_dict(url)
    missing = {name: value for name, value in _DEFAULTS.items() if name not in said}
    if database is not None:
        missing["dbname"] = database
    return make_conninfo(url, **missing)
