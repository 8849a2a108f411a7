"""Say problems through Sphinx's log, in the words of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from briefings.domain import domain_of
from briefings.model.problems import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from briefings.model.problems import Problem

logger = logging.getLogger(__name__)


def report(app: Sphinx, problems: Iterable[Problem]) -> None:
    """Log every problem: errors as warnings with place and code, advice as information."""
    root = app.srcdir.parent
    for problem in problems:
        place = f"{root / problem.path}:{problem.line}" if problem.line else str(root / problem.path)
        if problem.code.level is Level.ERROR:
            logger.warning(problem.message, location=place, type="briefings", subtype=problem.code.slug)
        else:
            logger.info("%s: %s [%s] (advice)", place, problem.message, problem.code.slug)


def fail_on_problems(app: Sphinx, exception: Exception | None) -> None:
    """A build whose content has errors never exits with 0, however often it is run (promise P22)."""
    if exception is None and domain_of(app.env).failed:
        app.statuscode = 1
