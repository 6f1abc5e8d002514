"""Every error a person may see. The docstring is the meaning; the message says what to do.

PressError
├── SourceFault            a source file is wrong
├── SettingFault           a setting by environment is wrong or missing
├── UnknownSource          no source file has this id
├── NoBrowser              a source's pages need a browser, and none can be had
├── CannotStart            the archive, its server or its folder cannot be used
├── ArchiveLost            the database went away while it was used
│   └── ArchiveFull        the database's disk is full
├── SchemaMismatch         the database is older or newer than this program
├── VisitReplaced          another worker has taken this visit over
├── SourceBusy             a live worker is visiting this source
├── ChangesForgotten       a reader asked for changes below change_floor
├── CaptureLost            a capture's record is not where the database says, or not what it says
├── CaptureFailed          bytes could not be put on disk
└── Unreadable             a document that cannot be read at all
"""


class PressError(Exception):
    """The root. `str(error)` is one line: what is wrong, and what to do about it."""


class SourceFault(PressError):
    """One or more source files are wrong; the message is one `file: key: reason` a line."""


class SettingFault(PressError):
    """A setting by environment is wrong or missing; the message names it and says what to write."""


class UnknownSource(PressError):
    """No source file has this id."""


class NoBrowser(PressError):
    """A source's pages are built by scripts, and there is no browser, or none that starts; the message says how to get one."""


class CannotStart(PressError):
    """The archive, its server or its folder cannot be used as it stands."""


class ArchiveLost(PressError):
    """The database went away while it was used, and did not come back within a few attempts. Nothing committed is lost.

    `what` is the message without what to do: a worker goes on by itself.
    """

    def __init__(self, message: str, what: str | None = None) -> None:
        super().__init__(message)
        self.what = what or message


class ArchiveFull(ArchiveLost):
    """The database answers, and can write nothing for want of room. Nothing committed is lost."""


class SchemaMismatch(PressError):
    """The database's schema is older or newer than this program expects."""


class VisitReplaced(PressError):
    """Another worker took this visit over while this one was silent; nothing of it may be written any more."""


class SourceBusy(PressError):
    """A live worker is visiting this source; a source has one visit at a time."""


class ChangesForgotten(PressError):
    """A reader asked to follow from a change below `change_floor`: it has to copy the views anew."""


class CaptureLost(PressError):
    """A capture's record is not where the database says it is, or its digest differs."""


class CaptureFailed(PressError):
    """An answer's bytes could not be put on disk: nothing may be read from them, and the page is asked again later."""


class Unreadable(PressError):
    """A document of which nothing can be read; the message is the reason that is counted."""
