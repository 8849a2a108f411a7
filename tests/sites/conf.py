"""The settings that all tiny sites share; a test copies only ``content/`` and overrides the rest."""

project = "Tiny site"
language = "en_GB"
locale_dirs = []

extensions = ["briefings"]
html_theme = "briefings"

briefings_as_of = "2026-11-20"
briefings_tagline = "A tagline"
briefings_footer = "A footer."
briefings_navigation = (
    ("briefings/index", "Briefings"),
    ("themes/index", "Themes"),
    ("questions", "Questions"),
)
