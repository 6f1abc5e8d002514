"""What the witnesses said of one page: field by field, in the order they were heard."""

from __future__ import annotations

from typing import Any

from press.extraction.alike import alike
from press.release import Finding, Testimony

#: What says nothing, besides None.
_NOTHING: tuple[object, ...] = ("", (), [])


class Hearing:
    """The testimonies of one page. Nothing is weighed here; the deciding files do that."""

    def __init__(self) -> None:
        self._said: dict[str, list[Testimony]] = {}

    def add(self, field: str, witness: str, value: Any, confidence: float) -> None:
        """Hears a witness; None and empty values say nothing."""
        if value is not None and (value or value not in _NOTHING):
            self._said.setdefault(field, []).append(Testimony(witness, value, confidence))

    def of(self, field: str) -> list[Testimony]:
        return self._said.get(field, [])

    def by(self, field: str, witness: str) -> Any:
        """The first value that this witness gave for the field, or None."""
        return next((testimony.value for testimony in self.of(field) if testimony.witness == witness), None)

    def surest(self, field: str) -> Testimony | None:
        """The testimony with the highest confidence; of equals the first."""
        return max(self.of(field), key=lambda testimony: testimony.confidence, default=None)

    def finding(self, field: str, chosen: Testimony) -> Finding:
        """The Finding for a field decided by one testimony: those who say the same `agreed`, the rest are its `others`."""
        agreed: list[Testimony] = []
        others: list[Testimony] = []
        for testimony in self.of(field):
            if testimony is not chosen:
                (agreed if alike(testimony.value, chosen.value) else others).append(testimony)
        return Finding(chosen.witness, chosen.confidence, tuple(others), tuple(agreed))
