"""What a database that cannot be used is told as."""

from __future__ import annotations

import psycopg
import pytest

from archive.reaching import lost_is_told
from press.errors import ArchiveFull, ArchiveLost


def test_a_server_that_goes_away_and_one_without_room_are_told_apart() -> None:
    with (
        pytest.raises(ArchiveLost, match=r"^the database went away: hung up; see to the server and start again") as gone,
        lost_is_told(),
    ):
        raise psycopg.OperationalError("hung\nup")
    assert not isinstance(gone.value, ArchiveFull)
    assert gone.value.what == "the database went away: hung up"
    with pytest.raises(ArchiveFull, match=r"^the database's disk is full: no room; free space there") as full, lost_is_told():
        raise psycopg.errors.DiskFull("no room")
    assert full.value.what == "the database's disk is full: no room; free space there"


def test_a_transaction_that_was_frozen_with_its_process_is_lost_too() -> None:
    with pytest.raises(ArchiveLost), lost_is_told():
        raise psycopg.errors.IdleInTransactionSessionTimeout("too long")


def test_a_fault_of_ours_stays_one() -> None:
    with pytest.raises(psycopg.ProgrammingError), lost_is_told():
        raise psycopg.ProgrammingError("no such table")


def test_a_session_that_is_kept_waiting_is_told_by_whom_and_not_that_the_server_went_away() -> None:
    match = r"^another session of the database holds .*: no luck; find it with pg_blocking"
    with pytest.raises(ArchiveLost, match=match) as kept, lost_is_told():
        raise psycopg.errors.LockNotAvailable("no luck")
    assert kept.value.what == "another session of the database holds what is to be written: no luck"
