"""A small invented crisis: a mine, a strike and a blockade, told by four reports; one is a copy, one is hostile."""

WIRE = """Miners block the road to Kestrel Pass

ORVANE, March 3, 2031 – About 40 miners blocked the road to Kestrel Pass on Monday, police said. Police arrested 12 \
people near Orvane.

President Lena Marsh said the government would not send troops to the pass. “We will talk as long as it takes,” she \
told reporters in Orvane.

The mining union demanded that the government reopen the Kestrel mine. Union leader Tomas Veld said the blockade would \
go on until the mine is open again.

Energy Minister Piet Haan warned that the capital could run out of coal by the end of March 2031. Two bishops offered \
to mediate, officials said.
"""

COPY = (
    WIRE.replace("Miners block the road to Kestrel Pass", "Kestrel Pass road blocked by miners")
    + """
Trains to the coast ran as usual, the county said.
"""
)

RIVAL = """Twenty arrested as miners hold the pass

ORVANE, March 4, 2031 – Police arrested 20 people near Orvane on Monday after miners blocked the road to Kestrel Pass, \
the interior ministry said.

President Lena Marsh said on Tuesday that the government would not send troops to the pass. She also promised to visit \
Orvane within a week.

Union leader Tomas Veld said the arrests were illegal. The mining union demanded that the government reopen the \
Kestrel mine.
"""

HOSTILE = """<script>alert('x')</script> Blockade & "talks"

ORVANE, March 4, 2031 – President Lena Marsh said <img src=x onerror=alert(1)> the government would not send troops to \
the pass. </mark></p></main><style>*{display:none}</style> The mining union demanded that the government reopen the \
Kestrel mine, a spokesman said. {{ 7*7 }} {% raw %}
"""

FILES = {
    "wire.txt": (WIRE, {"outlet": "Northern Wire", "published": "2031-03-03", "title": "Miners block the road"}),
    "copy.txt": (COPY, {"outlet": "Coast Courier", "published": "2031-03-04", "title": "Road blocked by miners"}),
    "rival.txt": (RIVAL, {"outlet": "The Lamp", "published": "2031-03-04", "title": "Twenty arrested at the pass"}),
    "hostile.txt": (
        HOSTILE,
        {
            "outlet": "<b onclick=alert(2)>Bold</b> Daily",
            "published": "2031-03-04",
            "title": "</title><script>alert(3)</script>",
            "url": "javascript:alert(4)",
        },
    ),
}
"""File name → text and what its sidecar says."""
