"""What a language tag (BCP 47) begins with: the language itself, without script and region. Pure."""

from __future__ import annotations


def primary(tag: str | None) -> str:
    """The primary subtag in small letters: `en` of `en-GB`, `zh` of `zh_Hant_TW`; empty where there is no tag."""
    return (tag or "").replace("_", "-").partition("-")[0].lower()
