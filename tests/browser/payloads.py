"""Markup that runs something where a page lets it, in every field of a feed's entry."""

from html import escape

# {n} is the number of the payload: what ran says which one it was.
MARKUP = (
    "<script>hit({n})</script>",
    "<SCRIPT>hit({n})</SCRIPT >",
    "<script\t>hit({n})</script>",
    "<scr<script>ipt>hit({n})</scr</script>ipt>",
    "<script src='data:text/javascript,hit({n})'></script>",
    "<script type=module>hit({n})</script>",
    "</title><script>hit({n})</script>",
    "--><script>hit({n})</script><!--",
    "]]><script>hit({n})</script>",
    "'\"><script>hit({n})</script>",
    "<noscript><p title='</noscript><script>hit({n})</script>'>",
    "<textarea></textarea><script>hit({n})</script>",
    "<img src=x onerror=hit({n})>",
    "<img src=x onerror='hit({n})'/>",
    "<img/src=x/onerror=hit({n})>",
    "<img src='x' \n onerror \n = 'hit({n})'>",
    "<img src=x:x onerror&#61;hit({n})>",
    "<IMG SRC=x OnErRoR=hit({n})>",
    "<svg onload=hit({n})>",
    "<svg><script>hit({n})</script></svg>",
    "<svg><animate onbegin=hit({n}) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:hit({n})'><text y=20>go</text></a></svg>",
    "<svg><set attributeName=onmouseover to=hit({n})>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.hit({n})</script>'></iframe></foreignObject></svg>",
    "<math><mi xlink:href='javascript:hit({n})'>go</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=hit({n})></style></mglyph></table></mtext></math>",
    "<iframe src='javascript:parent.hit({n})'></iframe>",
    "<iframe srcdoc='&lt;script&gt;parent.hit({n})&lt;/script&gt;'></iframe>",
    "<object data='javascript:hit({n})'></object>",
    "<embed src='javascript:hit({n})'>",
    "<body onload=hit({n})>",
    "<video><source onerror=hit({n})></video>",
    "<audio src=x onerror=hit({n})></audio>",
    "<details open ontoggle=hit({n})>x</details>",
    "<marquee onstart=hit({n})>x</marquee>",
    "<input autofocus onfocus=hit({n})>",
    "<form action='javascript:hit({n})'><button autofocus>go</button></form>",
    "<a href='javascript:hit({n})' autofocus onfocus=hit({n})>go</a>",
    "<a href='java&#x0A;script:hit({n})'>go</a>",
    "<a href='&#14; javascript:hit({n})'>go</a>",
    "<a href='data:text/html,<script>hit({n})</script>'>go</a>",
    "<meta http-equiv=refresh content='0;url=javascript:hit({n})'>",
    "<link rel=stylesheet href='javascript:hit({n})'>",
    "<style>@import 'javascript:hit({n})'; *{{background:url(javascript:hit({n}))}}</style>",
    "<div style='width:expression(hit({n}))' onmouseover=hit({n})>x</div>",
    "<base href='javascript:hit({n})//'>",
    "<xss id=x tabindex=1 onfocus=hit({n}) autofocus></xss>",
    "\u202e<script>hit({n})</script>\u2066",
    "&lt;script&gt;hit({n})&lt;/script&gt;",
    "%3Cscript%3Ehit({n})%3C/script%3E",
)
ENTRY = """
<item>
  <guid isPermaLink="false">{guid}</guid><link>{link}</link><title>{title}</title>
  <description>{summary}</description><content:encoded>{content}</content:encoded>
  <dc:creator>{author}</dc:creator><category>{author}</category>
</item>
"""
FIELDS = ("title", "summary", "content", "author", "link")
PLAIN = "https://hostile.example/{n}"


def hostile_feed() -> str:
    """An RSS document with each of the {MARKUP} in each of the {FIELDS}."""
    entries = []
    for number, (field, markup) in enumerate((field, markup) for field in FIELDS for markup in MARKUP):
        entries.append(_entry(number, field, markup.replace("{n}", str(number))))
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(MARKUP[0].replace('{n}', '9000'))} Daily</title>{''.join(entries)}</channel></rss>"
    )


def _entry(number: int, field: str, markup: str) -> str:
    """One entry about a tracked company, so that it is shown wherever news is."""
    values = {
        "guid": f"entry-{number}",
        "title": f"OpenAI report {_word(number)}",
        "summary": f"What OpenAI said of {_word(number)}.",
        "content": f"More of what OpenAI said of {_word(number)}.",
        "author": "Ann Other",
        "link": PLAIN.replace("{n}", str(number)),
    }
    if field == "link":
        values["link"] = f"javascript:hit({number})" if number % 2 else f"{values['link']}?{markup}"
    else:
        values[field] = f"{values[field]} {markup}"
    # Some publishers escape once too often: what is text then must stay text.
    times = 2 if number % 5 == 4 and field != "link" else 1
    return ENTRY.format(**{name: _escaped(value, times) for name, value in values.items()})


def _escaped(value: str, times: int) -> str:
    for _ in range(times):
        value = escape(value)
    return value


def _word(number: int) -> str:
    """A word of its own for each entry, so that no two are taken for one story."""
    letters = "bcdfghjklm"
    return "".join(f"{letters[int(digit)]}a" for digit in f"{number:03}") + "ra"
