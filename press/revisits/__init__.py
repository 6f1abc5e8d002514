"""Known pages over time: when each is to be looked at again (`schedule`), what an answer says of the page that stood there
(`answers`), also by the site's answer to an address that cannot exist (`nowhere`), whether a visit's misses can be believed
(`evidence`), and when a page is gone (`absence`). Pure."""

from press.revisits.schedule import INTERVALS, SPREAD, next_look, next_look_in_vain

__all__ = ["INTERVALS", "SPREAD", "next_look", "next_look_in_vain"]
