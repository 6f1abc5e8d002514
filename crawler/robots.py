"""robots.txt by RFC 9309: what an answer allows, whom it slows down, and which sitemaps it names. Pure; Protego parses.

    answer                      what it means                                  RFC 9309
    2xx                         its rules                                      2.3.1.1
    4xx (but 429)               no rules, whatever its body says               2.3.1.3
    3xx after MAX_REDIRECTS     no rules                                       2.3.1.2
    429, 5xx, none at all       nothing may be fetched until it is answered    2.3.1.4

RFC 9309 lets a crawler treat a robots.txt that has been unreachable for 30 days as absent; here it keeps meaning "nothing". A 429
counts as unreachable, not as absent: a host that is asked too much has not said that everything may be asked.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from protego import Protego

#: What robots.txt calls us (section 2.2.1): a group with this name is ours, else the group `*`.
PRODUCT_TOKEN = "press-archive"  # noqa: S105  # a name, not a secret

#: `status` of a robots.txt that could not be reached: no answer, or one that broke off.
UNREACHABLE = 0

#: Redirects followed, also to other hosts (section 2.3.1.2: at least five); after that the file counts as absent.
MAX_REDIRECTS = 5

#: Bytes read; section 2.5 asks for at least 500 KiB. The rest is left unread.
MAX_BYTES = 500 * 1024

#: How long an answer holds (section 2.4: no longer than 24 hours).
LIFE = timedelta(hours=24)

#: An unreachable file is asked for again sooner, since nothing else may be fetched until it answers.
UNREACHABLE_LIFE = timedelta(minutes=30)

#: Seconds. More than a day between two requests is no pace but a way to say no, or a slip of the pen.
LONGEST_DELAY = 86400.0

_LINE_END = re.compile(r"\r\n|\r|\n")
_AGENT_LINE = re.compile(r"^([ \t]*user[ -]?agent[ \t]*:[ \t]*)([^#]*)(#.*)?$", re.IGNORECASE)
_TOKEN = re.compile(r"[a-zA-Z_-]+")


class RobotsRules:
    """What one host's robots.txt says. Made by `from_answer`, also from what the host's row kept of it (`status`, `text`)."""

    def __init__(self, status: int, text: str) -> None:
        self.status = status
        #: What to keep: the file as it was read, NUL bytes dropped (PostgreSQL's text has no place for them).
        self.text = text
        #: Nothing may be fetched until the file is answered; it may be at a later visit.
        self.unreachable = status in (UNREACHABLE, 429) or status >= 500 or 0 < status < 200
        self._has_rules = 200 <= status < 300

    @classmethod
    def from_answer(cls, status: int, body: bytes | str = b"") -> RobotsRules:
        """From the final answer, redirects followed: its status (UNREACHABLE: none came) and its decoded body."""
        return cls(status, body.replace("\0", "") if isinstance(body, str) else cls.text_of(body))

    @staticmethod
    def text_of(body: bytes) -> str:
        """A body's first MAX_BYTES as text: UTF-8, a byte order mark dropped, NUL bytes too; a line cut in two is left out.

        Half a `Disallow: /private` would be `Disallow: /`.
        """
        if len(body) > MAX_BYTES:
            body = body[:MAX_BYTES]
            body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]
        return body.decode("utf-8-sig", errors="replace").replace("\0", "")

    def is_fresh(self, fetched_at: datetime, now: datetime) -> bool:
        """Whether an answer that came at `fetched_at` still holds."""
        return timedelta() <= now - fetched_at < (UNREACHABLE_LIFE if self.unreachable else LIFE)

    def allows(self, url: str, user_agent: str = PRODUCT_TOKEN) -> bool:
        """Whether this address may be fetched. `user_agent` is a product token or a whole header that begins with one.

        /robots.txt itself always may (section 2.2.2).
        """
        if self.unreachable:
            return bool(re.match(r"[a-z]+://[^/?#]*/robots\.txt(?:[?#]|$)", url, re.IGNORECASE))
        return not self._has_rules or self._parsed(user_agent).can_fetch(url, _product_token(user_agent))

    def why(self, url: str, user_agent: str = PRODUCT_TOKEN) -> str:
        """Why `allows` said no, in one line."""
        if self.unreachable:
            answer = "did not answer" if self.status == UNREACHABLE else f"answered {self.status}"
            return f"robots.txt {answer}: nothing may be fetched until it does (RFC 9309 section 2.3.1.4)"
        return f"robots.txt disallows {url} for {_product_token(user_agent)}"

    def crawl_delay(self, user_agent: str = PRODUCT_TOKEN) -> float | None:
        """Seconds to leave between two requests, at most LONGEST_DELAY; None where none are asked for."""
        delay = self._parsed(user_agent).crawl_delay(_product_token(user_agent)) if self._has_rules else None
        return None if delay is None else min(delay, LONGEST_DELAY)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The addresses of the `Sitemap:` lines, as written, once each."""
        return tuple(dict.fromkeys(self._parsed(PRODUCT_TOKEN).sitemaps)) if self._has_rules else ()

    def _parsed(self, user_agent: str) -> Protego:
        return _parse(self.text, _product_token(user_agent))


@lru_cache(maxsize=256)  # by text: the sites of one platform share it, and a host's rules are asked for with every page
def _parse(text: str, token: str) -> Protego:
    return Protego.parse("\n".join(_with_plain_agent(line, token) for line in _LINE_END.split(text)))


def _with_plain_agent(line: str, token: str) -> str:
    """A `User-agent:` line as Protego should see it: our own name, `*`, or somebody else's.

    Section 2.2.1 has the product token match whole and without regard to case. Protego also takes a group whose name ours
    begins with (`press`), and misses one with a version (`press-archive/1.0`). Whose a foreign group is does not matter.
    """
    match = _AGENT_LINE.match(line)
    if match is None:
        return line
    name = match[2].strip()
    if not name or name.startswith("*"):
        return line
    found = _TOKEN.match(name)
    ours = found is not None and found[0].lower() == token
    return f"{match[1]}{token if ours else 'somebody-else'}"


def _product_token(user_agent: str) -> str:
    found = _TOKEN.match(user_agent.strip())
    return found[0].lower() if found else user_agent
