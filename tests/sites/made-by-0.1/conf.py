"""The values of this site. Everything else is in the extension ``ext/briefings``."""

project = "Learning in Oakshire"
author = "Learning in Oakshire"
copyright = "Learning in Oakshire"
language = "en_GB"

extensions = ["briefings"]
templates_path = ["_templates"]
html_theme = "briefings"
html_theme_path = ["_templates"]
html_static_path = ["_static"]
html_title = project

briefings_tagline = "What multi-agency audits have taught us about keeping children safe"
briefings_logo = "logo.svg"
briefings_colours = {"brand": "#0f4c5c"}
briefings_footer = (
    "Written in plain English from published audits. Nobody is named. "
    "This is not advice about a child: if a child is in danger now, call 999."
)
briefings_navigation = (
    ("briefings/index", "Briefings"),
    ("themes/index", "Themes"),
    ("questions", "Questions"),
    ("recommendations", "Recommendations"),
    ("audits", "Audits"),
    ("policies/index", "Policies"),
    ("agencies/index", "For my agency"),
)
