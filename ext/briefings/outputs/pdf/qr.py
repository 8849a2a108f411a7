"""QR codes of web addresses, for paper."""

from __future__ import annotations

import functools
import io


@functools.lru_cache(maxsize=1024)
def qr_code(url: str) -> str:
    """The QR code of an address as SVG."""
    import segno  # its tables take longer to load than a page to read, and most builds draw no code

    made = io.BytesIO()
    # Any of the eight masks reads; to try all of them for the prettiest takes longer than to draw the code.
    code = segno.make(url, error="m", micro=False, mask=0)
    code.save(made, kind="svg", border=2, xmldecl=False, nl=False)
    return made.getvalue().decode()
