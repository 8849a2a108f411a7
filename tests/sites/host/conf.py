"""A project of somebody else, with nothing of ours in its settings; tests name the extensions, the theme and the date."""

project = "Host"
copyright = "The host, someone@host.example"  # no business of ours
version = "1"
extensions: list[str] = []
html_baseurl = "https://host.example/docs/"
html_static_path = ["_static"]
html_css_files = ["own.css"]
templates_path = ["_templates"]
nb_execution_mode = "off"
man_pages = [("index", "host", "Host", [], 1)]
