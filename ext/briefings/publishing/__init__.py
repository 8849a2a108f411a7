"""From the content folder to the published site, so that whatever happens the last good site stays whole.

Select → check → clean build in a staging folder → later steps (search, PDF) → audit → manifest → swap. Sphinx runs as
a program of its own and sees only what was selected; nothing here imports it.
"""
