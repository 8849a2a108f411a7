"""The page of the form. Its Content-Security-Policy is its own: the program builds styles and code while it runs."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefings.outputs.form.settings import FormSettings

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>Form for editors</title>
<link rel="cms-config-url" type="text/yaml" href="config.json">
</head>
<body>
<noscript><p>This form needs JavaScript. Without it, write the draft as a file: the handbook shows how.</p></noscript>
<script src="decap-cms.js"></script>
</body>
</html>
"""


def policy_of(form: FormSettings) -> str:
    """What the page of the form may load, and where it may send: itself, and the place where drafts go."""
    services = [form.local.removesuffix("/api/v1")] if form.local else ["https://api.github.com"]
    pictures = "" if form.local else " https://avatars.githubusercontent.com"
    connect = " ".join(("'self'", *services))
    return (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:{pictures}; font-src 'self' data:; connect-src {connect} blob:; "
        "form-action 'self'; base-uri 'none'"
    )


def page_of(form: FormSettings, language: str) -> str:
    """The HTML of the page."""
    return _PAGE.format(language=escape(language.replace("_", "-")), policy=escape(policy_of(form)))
