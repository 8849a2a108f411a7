"""Many cases in one test: ``@each`` is written like pytest's ``parametrize``, and costs next to nothing for a case.

Of a corpus of one-line cases, pytest takes longer to start and book each than it takes to run. So a rule is one test that goes
through all its cases; every case that is wrong is told in that run, with its name and what was found, like the mistakes of a page.
"""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class WrongCases(AssertionError):
    """The cases of one test that are wrong: the name of each, and why."""

    def __init__(self, wrong: list[tuple[str, str]], number: int) -> None:
        self.wrong = wrong
        super().__init__("\n\n".join([f"{len(wrong)} of {number} cases", *(f"{name}:\n{why}" for name, why in wrong)]))


def each(
    names: str | tuple[str, ...], cases: Iterable[Any], ids: Iterable[str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for each case.

    `names` are the arguments that a case gives: one, or several, when a case is as many values. All other arguments
    of the test are fixtures, the same for all cases; what must be new for each case is made in the test. Two of these
    on one test try every pair.
    """
    keys = (names,) if isinstance(names, str) else names
    values = [(case,) if isinstance(names, str) else case for case in cases]
    rows = [dict(zip(keys, case, strict=True)) for case in values]
    titles = [told(row) for row in rows] if ids is None else list(ids)
    if not rows:
        raise ValueError("a test without a case cannot fail")

    def made(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def every(**fixtures: Any) -> None:
            __tracebackhide__ = True
            wrong: list[tuple[str, str]] = []
            for title, row in zip(titles, rows, strict=True):
                try:
                    test(**fixtures, **row)
                except WrongCases as inner:
                    wrong += [(f"{title}, {name}", why) for name, why in inner.wrong]
                except (Exception, pytest.fail.Exception) as error:
                    wrong.append((title, explained(error)))
            if wrong:
                raise WrongCases(wrong, every.cases)

        takes = inspect.signature(test).parameters
        if unknown := set(keys) - set(takes):
            raise ValueError(f"{test.__name__} does not take {sorted(unknown)}")
        every.__signature__ = inspect.Signature([takes[name] for name in takes if name not in keys])
        every.cases = len(rows) * getattr(test, "cases", 1)
        return every

    return made


def told(row: dict[str, Any]) -> str:
    """A case by what it is."""
    return ", ".join(f"{name} = {f'{value!r}':.200}" for name, value in row.items())


def explained(error: BaseException) -> str:
    """The line that failed and what was compared there, as pytest tells it of a test."""
    found = pytest.ExceptionInfo.from_exception(error)
    return str(found.getrepr(style="short", tbfilter=lambda info: info.traceback[1:]))
