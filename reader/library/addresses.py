"""Addresses of pages, made equal when they mean the same page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# Parameters that say where a reader came from, not what is read.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|mc_[ce]id|igshid|_hs\w+|mkt_tok|vero_\w+|"
    r"ref|ref_?src|ref_?url|source|cmpid|ncid|ocid|spm|share|s_cid|at_\w+|sr_share|smid|smtyp|xtor|wt_mc)$",
    re.IGNORECASE,
)


def normal_address(url: str) -> str:
    """The address without scheme, `www.`, fragment, tracking parameters and trailing slash.

    A path of `/amp` at the end and an `amp.` or `m.` host mean the same page in another dress.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = re.sub(r"^(?:www\d?|m|mobile|amp)\.", "", (parts.hostname or "").lower())
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])))
    path = re.sub(r"/(?:amp|index\.html?)$", "", parts.path.rstrip("/"))
    return f"{host}{path}" + (f"?{query}" if query else "")
