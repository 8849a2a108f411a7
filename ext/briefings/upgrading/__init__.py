"""Bring a site to a newer version: what it records, what changed since, and how its files follow.

Nothing here prints, asks or writes; ``briefings upgrade`` does.
"""
