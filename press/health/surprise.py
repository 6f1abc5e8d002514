"""How surprising it is that so many pages have a property, by how many had it before.

The share of pages with the property is not known, only estimated from those seen: the chance of k among m new ones is the
beta-binomial predictive distribution (Gelman et al., Bayesian Data Analysis, chapter 2), whose tail is heavier than the
binomial's where little was seen. So few usual pages make a judgement careful.
"""

from __future__ import annotations

from math import exp, lgamma

#: What is known beforehand of a property that healthy pages do not have: as if half a page in 60 had had it.
PRIOR_WITH = 0.05
PRIOR_WITHOUT = 6.0


def chance(k: int, m: int, before_with: float, before: float) -> float:
    """The chance that at least `k` of `m` pages have a property that `before_with` of `before` had."""
    a, b = PRIOR_WITH + before_with, PRIOR_WITHOUT + before - before_with
    return min(1.0, sum(_exactly(i, m, a, b) for i in range(k, m + 1)))


def _exactly(k: int, m: int, a: float, b: float) -> float:
    return exp(
        lgamma(m + 1) - lgamma(k + 1) - lgamma(m - k + 1)
        + lgamma(k + a) + lgamma(m - k + b) - lgamma(m + a + b)
        + lgamma(a + b) - lgamma(a) - lgamma(b)
    )  # fmt: skip
