"""What a source's pages have in common, learned from some of them and tried on pages that it was not learned from.

Pages --> observation (one page, read with care) --> templates --> furniture --> trial --> Lesson
"""

from press.extraction.learning.lesson import Lesson, learn, lesson_of
from press.extraction.learning.observation import Observation, observe

__all__ = ["Lesson", "Observation", "learn", "lesson_of", "observe"]
