"""Bring a new version of a report into the draft of an earlier one, without losing what the editor wrote."""
