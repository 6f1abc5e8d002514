"""The source's file as text: TOML that a person can read and change, with what was seen beside each line. Pure."""

from __future__ import annotations

import textwrap
from datetime import date

from press.source import Answer
from spiders.probe.evidence import Judged, Proposal

_WIDTH = 118


def source_text(proposal: Proposal, *, seen_on: date, asked: str, requests: int) -> str:
    """The file. It begins with what was seen and how sure that is."""
    lines = [
        *_comment(
            f"Written by `scrapy sources add {asked}` on {seen_on.isoformat()}, after {requests} requests. "
            f"How sure: {proposal.how_sure}."
        ),
        *(line for check in proposal.checks for line in _comment(f"Check: {check}.")),
        f"name = {_text(proposal.name)}",
        f"kind = {_text(proposal.kind)} # {_short(proposal.kind_reason)}",
        f"languages = [{', '.join(_text(tag) for tag in proposal.languages)}]",
        f"time_zone = {_text(proposal.zone.name)} # {_short(proposal.zone.reason)}",
        f"home = {_text(proposal.home)}",
    ]
    if proposal.issuer:
        lines.append(f"issuer = {_text(proposal.issuer)}")
    if proposal.render == "browser":
        lines.append('render = "browser" # its pages are empty before scripts have run')
    if proposal.release_paths:
        lines.append(f"release_paths = {_list(proposal.release_paths)}")
    if proposal.ignore_parameters:
        lines.append(f"ignore_parameters = [{', '.join(map(_text, proposal.ignore_parameters))}] # a visitor's session")
    chosen = [one for one in proposal.ways if one.chosen]
    for judged in chosen:
        lines += ["", *_way(judged, language=len(proposal.languages) > 1)]
    if proposal.delay is not None and proposal.delay > 1:
        lines += ["", "[politeness]", f"delay = {min(proposal.delay, 3600.0):g} # robots.txt asks for it"]
    return "\n".join(lines) + "\n"


def _way(judged: Judged, *, language: bool) -> list[str]:
    way = judged.way
    seen = f"{len(way.entries)} on its first page, more behind" if way.entries else "Not looked at"
    count = f"{judged.releases} releases" if judged.releases is not None else seen
    lines = [
        *_comment(f"{count}; {judged.why}."), "[[discover]]", f"kind = {_text(way.kind)}", f"url = {_text(way.url)}",
    ]  # fmt: skip
    if language and way.language and way.kind in ("listing", "feed"):
        lines.append(f"language = {_text(way.language.partition('-')[0])}")
    if judged.include:
        lines.append(f"include = {_list(judged.include)}")
    if judged.exclude:
        lines.append(f"exclude = {_list(judged.exclude)}")
    if judged.sweep_hours is not None:
        lines.append(f"sweep_hours = {judged.sweep_hours}")
    if way.answer is not None:
        lines += ["", "[discover.answer]", *_answer(way.answer)]
    return lines


def _answer(answer: Answer) -> list[str]:
    return [f"{key} = {_text(value)}" for key, value in answer.model_dump(exclude_none=True).items() if value != ""]


def _comment(text: str) -> list[str]:
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return [f"# {line}" for line in textwrap.wrap(plain, _WIDTH, break_long_words=False, break_on_hyphens=False)]


def _list(values: tuple[str, ...]) -> str:
    if sum(len(value) + 4 for value in values) < 90:
        return f"[{', '.join(_pattern(value) for value in values)}]"
    inner = "".join(f"    {_pattern(value)},\n" for value in values)
    return f"[\n{inner}]"


def _pattern(value: str) -> str:
    """A pattern in single quotes, where TOML leaves backslashes alone."""
    return f"'{value}'" if "'" not in value and value.isprintable() else _text(value)


def _text(value: str) -> str:
    """A TOML basic string."""
    out = []
    for sign in value:
        if sign in ('"', "\\"):
            out.append(f"\\{sign}")
        elif sign.isprintable():
            out.append(sign)
        else:
            out.append(f"\\U{ord(sign):08X}")
    return f'"{"".join(out)}"'


def _short(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:90]
