"""``@each`` tells every case that is wrong, and cannot be used so that nothing is tested."""

from __future__ import annotations

import pytest
from each import WrongCases, each


def test_every_wrong_case_is_told_with_what_was_found() -> None:
    """A failure does not end the test: the others are tried, and each that is wrong stands there with its line."""
    tried = []

    @each(("number", "square"), [(1, 1), (2, 5), (3, 9), (4, 15)])
    def squares(number: int, square: int) -> None:
        tried.append(number)
        assert number * number == square

    with pytest.raises(WrongCases) as error:
        squares()
    assert tried == [1, 2, 3, 4]
    assert [name for name, _ in error.value.wrong] == ["number = 2, square = 5", "number = 4, square = 15"]
    assert "assert number * number == square" in error.value.wrong[0][1]
    assert "test_each.py:" in error.value.wrong[0][1]
    assert str(error.value).startswith("2 of 4 cases")


def test_two_try_every_pair() -> None:
    """Like pytest's own, with the names that are given."""

    @each("first", [1, 2], ids=["one", "two"])
    @each("second", [1, 2])
    def same(first: int, second: int) -> None:
        if first != second:
            pytest.fail(f"{first} and {second}")

    with pytest.raises(WrongCases) as error:
        same()
    assert [name for name, _ in error.value.wrong] == ["one, second = 2", "two, second = 1"]
    assert str(error.value).startswith("2 of 4 cases")


@each("what", ["an error", "nothing raised", "a wrong assertion"])
def test_no_kind_of_failure_is_lost(what: str) -> None:
    """An error, an exception that does not come and a wrong assertion make a test fail alike."""

    @each("case", [1])
    def wrong(case: int) -> None:
        if what == "an error":
            raise KeyError(case)
        if what == "nothing raised":
            with pytest.raises(ValueError):
                pass
        else:
            assert case == 2

    with pytest.raises(WrongCases):
        wrong()


def test_fixtures_are_handed_on() -> None:
    """What no case gives is asked of pytest."""
    seen = []

    @each("case", "ab")
    def test(case: str, place: str) -> None:
        seen.append(case + place)

    test(place="x")
    assert seen == ["ax", "bx"]
    assert "place" in str(test.__signature__)
    assert "case" not in str(test.__signature__)


def test_what_would_test_nothing_is_an_error() -> None:
    """No case, a case that is too short, or a name that the test does not take."""
    with pytest.raises(ValueError, match="cannot fail"):
        each("case", [])
    with pytest.raises(ValueError):
        each(("one", "other"), [(1, 2), (1,)])
    with pytest.raises(ValueError):
        each("case", [1, 2], ids=["one"])(lambda case: None)()
    with pytest.raises(ValueError, match="does not take"):
        each("case", [1])(lambda other: None)
