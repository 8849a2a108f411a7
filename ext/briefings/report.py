"""Say problems through Sphinx's log, in the words of the model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.util import logging

from briefings.domain import domain_of
from briefings.model.problems import Level
from briefings.placement import Placement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from briefings.model.problems import Problem

logger = logging.getLogger(__name__)


def report(app: Sphinx, problems: Iterable[Problem]) -> None:
    """Log every problem: errors as warnings with place and code, advice as information."""
    root = Placement.of(app.config).content(app.srcdir).parent
    for problem in problems:
        # Sphinx takes a place without a colon for a document name, so a problem of a whole file stands on line 1.
        place = f"{root / problem.path}:{problem.line or 1}"
        if problem.code.level is Level.ERROR:
            logger.warning(problem.message, location=place, type="briefings", subtype=problem.code.slug)
        else:
            logger.info("%s: %s [%s] (advice)", place, problem.message, problem.code.slug)


def fail_on_problems(app: Sphinx, exception: Exception | None) -> None:
    """A build that warned of anything never exits with 0, however often it is run (promises P22 and P23).

    Our own problems are found again in every build. Others, Sphinx tells only while it reads or writes a page; so
    nothing is kept of a build in which it did, and the next one reads all pages again.
    """
    if exception is not None:
        return
    errors = domain_of(app.env).errors
    if errors or app._warncount:
        app.statuscode = 1
    if app._warncount > errors:
        (Path(app.doctreedir) / ENV_PICKLE_FILENAME).unlink(missing_ok=True)
