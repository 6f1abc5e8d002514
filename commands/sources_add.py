"""`scrapy sources add URL`: look at a site, write its source file, and say what was found. The command's frame is `sources`."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError

from commands.frame import Exit, as_json
from press.errors import PressError, SourceFault

if TYPE_CHECKING:
    import argparse
    import asyncio
    from collections.abc import Callable, Iterator

    from commands.frame import Frame
    from crawler.workshop import Workshop
    from spiders.probe.evidence import Evidence, Judged, Proposal
    from spiders.source_files import SourceFiles

    Found = tuple[Evidence, list[Judged]]

_ID = re.compile(r"([a-z]{2}|int)_([a-z0-9_]+)")


class AlreadyThere(PressError):
    """A source file for this address, or of this name, is there already; nothing is overwritten."""


@dataclass(frozen=True)
class Plan:
    """What was asked for, checked: nobody has been asked yet, and no file stands in the way."""

    address: str
    files: SourceFiles
    source_id: str | None
    kind: str | None


def add(command: Frame, url: str, opts: argparse.Namespace) -> Exit:
    """Exit code 1 where nothing was found, or a file is there already; 2 for an address or id that is none."""
    from spiders.loader import SourceLoader

    with _folder(SourceLoader.from_settings(command.settings).files.folders[-1]):
        return _add(command, url, opts)


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """Make the folder for the new file where only it is missing; an empty one is taken away again."""
    made = not folder.exists() and folder.parent.is_dir()
    if made:
        folder.mkdir()
    try:
        yield
    finally:
        if made:
            with suppress(OSError):  # not empty: the file is in it
                folder.rmdir()


def _add(command: Frame, url: str, opts: argparse.Namespace) -> Exit:
    from archive.settings import ArchiveSettings
    from crawler.run import run

    plan = prepare(command.settings, url, source_id=opts.id, kind=opts.kind)
    archive_settings = ArchiveSettings.from_environment(os.environ)

    async def look_at_it(stopping: asyncio.Event) -> Found | None:
        from crawler.workshop import open_workshop

        with _progress(plan.address, command.settings.getint("PRESS_PROBE_REQUESTS")) as heard:
            async with open_workshop(archive_settings, command.settings) as workshop:
                return await look(workshop, command.settings, plan, stopping=stopping, heard=heard)

    found = run(look_at_it, command.settings)
    if found is None:
        command.note("scrapy sources add: stopped; nothing was written")
        return Exit.FAILED
    return finish(command, plan, *found)


def prepare(settings: Any, url: str, *, source_id: str | None = None, kind: str | None = None) -> Plan:
    """Check what can be checked before anybody is asked. Raises UsageError, AlreadyThere, SettingFault or SourceFault."""
    from crawler.network.rules import parse_networks
    from crawler.user_agent import require_contact
    from press import urls
    from spiders.loader import SourceLoader
    from spiders.probe.naming import id_of

    try:
        address = urls.normalise(url)
    except ValueError as error:
        hint = f"; is https://{url} meant?" if "://" not in url else ""
        raise UsageError(f"{error}{hint}") from error
    if source_id is not None and not _ID.fullmatch(source_id):
        raise UsageError(f"--id {source_id}: two letters of a country (xx for tests) or int, then _ and a name of a-z, 0-9 and _")
    files = SourceLoader.from_settings(settings).files
    files.ids()  # a wrong SOURCES_DIR is said before anybody is asked
    _expect_free(files, source_id or id_of(address), [address])
    allow = parse_networks(settings.get("CRAWLER_ALLOW_NETWORKS"))
    require_contact(settings.get("CRAWLER_CONTACT"), [address], allow)
    return Plan(address, files, source_id, kind)


async def look(
    workshop: Workshop, settings: Any, plan: Plan, *, stopping: asyncio.Event, heard: Callable[[int, str], None]
) -> Found | None:
    """Look at the site: what was found, or None where it was stopped."""
    from crawler.probing import Prober, probe
    from spiders.probe.inquiry import inquire

    async def inquiry(prober: Prober) -> Found:
        return await inquire(prober, plan.address)

    most = settings.getint("PRESS_PROBE_REQUESTS")
    return await probe(workshop, settings, inquiry, most=most, stopping=stopping, heard=heard)


def finish(command: Frame, plan: Plan, evidence: Evidence, judged: list[Judged]) -> Exit:
    """Write the file, if ways to releases were found, and report."""
    from spiders.probe.proposing import propose
    from spiders.probe.source_text import source_text

    proposal = propose(evidence, judged, source_id=plan.source_id, kind=plan.kind)
    if proposal is None:
        _say(command, evidence, judged, None, None)
        command.note(f"{evidence.asked}: nothing was written: {_why_not(evidence, judged)}")
        return Exit.FAILED
    _expect_free(plan.files, proposal.source_id, [proposal.home, *(one.way.url for one in judged if one.chosen)])
    text = source_text(proposal, seen_on=datetime.now(UTC).date(), asked=evidence.asked, requests=evidence.requests)
    path = _put(plan.files.folders[-1], proposal, text)
    _say(command, evidence, judged, proposal, str(path))
    command.note(f"next: `scrapy crawl {proposal.source_id} -a limit=5`, then `scrapy crawl {proposal.source_id}`")
    return Exit.DONE


def _say(command: Frame, evidence: Evidence, judged: list[Judged], proposal: Proposal | None, file: str | None) -> None:
    """The report: on a terminal for a person; piped, one JSON object on stdout, and the person's report on stderr."""
    from commands.sources_report import as_object, report

    text = "\n".join(report(evidence, judged, proposal, file))
    if command.on_terminal:
        print(text)
        return
    command.note(text)
    print(as_json(as_object(evidence, judged, proposal, file)))


def _why_not(evidence: Evidence, judged: list[Judged]) -> str:
    """Why there is no source, in one line."""
    if evidence.home is None:
        first = evidence.vain[0] if evidence.vain else None
        return f"the site could not be looked at: {first.why}" if first is not None else "the site could not be looked at"
    if judged:
        return f"no way leads to releases; the likeliest, {judged[0].way.url}: {judged[0].why}"
    return f"no feed, sitemap or page that lists releases was found with {evidence.requests} requests"


def _expect_free(files: SourceFiles, source_id: str, addresses: list[str]) -> None:
    """Raise AlreadyThere where the id has a file, or one of the addresses stands in one."""
    if where := files.where(source_id):
        raise AlreadyThere(f"{where} is there already and is not overwritten: name the new one with --id, or remove it first")
    if (taken := files.holder_of(addresses)) is not None:
        url, holder = taken
        raise AlreadyThere(
            f"{url} stands in {files.where(holder)} already, and one site belongs in one file: `scrapy crawl {holder}` visits it"
        )


def _put(folder: Path, proposal: Proposal, text: str) -> Path:
    """Write the file whole or not at all, and over no other. A file that would be refused later is a fault of this program."""
    from spiders.source_files import read_file

    match = _ID.fullmatch(proposal.source_id)
    assert match is not None  # noqa: S101  # made or checked above
    country, name = match[1], match[2]
    with tempfile.TemporaryDirectory() as draft:
        trial = Path(draft) / country / f"{name}.toml"
        trial.parent.mkdir()
        trial.write_text(text, encoding="utf-8")
        source, faults = read_file(trial)
        if source is None:
            raise RuntimeError(f"the file that was to be written is wrong: {'; '.join(map(str, faults))}\n{text}")
    path = folder / country / f"{name}.toml"
    try:
        path.parent.mkdir(exist_ok=True)
        descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(part).chmod(0o644)
            os.link(part, path)  # unlike a rename, it fails where a file has come in between
        finally:
            with suppress(FileNotFoundError):
                Path(part).unlink()
    except FileExistsError as error:
        raise AlreadyThere(f"{path} has come while the site was looked at; it is not overwritten") from error
    except OSError as error:
        raise SourceFault(
            f"{path}: path: cannot be written: {error.strerror}; see to the folder, the last of SOURCES_DIR"
        ) from error
    return path


@contextmanager
def _progress(url: str, most: int) -> Iterator[Callable[[int, str], None]]:
    """A line on a person's terminal that tells what is being asked; nothing where nobody watches."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _count, _url: None
        return
    with console.status(f"looking at {url}") as status:

        def heard(count: int, asked: str) -> Any:
            status.update(f"request {count} of at most {most}: {asked[:100]}")

        yield heard
