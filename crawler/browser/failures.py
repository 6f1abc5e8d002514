"""Why a page could not be rendered."""

from __future__ import annotations


class RenderFailed(Exception):
    """A page was had but not rendered. `word` is the reason (`crawler.backoff`); `transient`: asking again later may help."""

    def __init__(self, word: str, detail: str, *, transient: bool = True) -> None:
        super().__init__(detail)
        self.word = word
        self.detail = detail
        self.transient = transient
