"""Markdown bodies: parsed, checked and rendered once; their references followed each time.

    document = parse_body(piece)                      # tokens that know their places       parser.py
    body = check_document(document, scope, report)    # every rule of `checks.py`, one after the other
    render_body(body, url)                            # HTML with its addresses             body.py

One rule is one small module: it says what it checks, and how its tokens become HTML. A body that is known
from before begins with `recall_fragment` and `check_fragment`, and markdown-it is not loaded.
"""
