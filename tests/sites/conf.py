"""The settings that all tiny sites share; a test copies only ``content/`` and overrides the rest."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

project = "Tiny site"
language = "en_GB"
locale_dirs = []

extensions = ["briefings"]
templates_path = [str(ROOT / "_templates")]
html_theme = "briefings"
html_theme_path = [str(ROOT / "_templates")]
html_static_path = [str(ROOT / "_static")]

briefings_as_of = "2026-11-20"
briefings_tagline = "A tagline"
briefings_footer = "A footer."
briefings_navigation = (
    ("briefings/index", "Briefings"),
    ("themes/index", "Themes"),
    ("questions", "Questions"),
)
