"""A run of forty tool calls, and which of them a person is asked about under three policies."""

from __future__ import annotations

from collections import Counter

# --- The run: what the agent calls, in order ---------------------------------------------------------------

LANES = {"read": "read", "edit": "write", "test": "write", "post": "write", "delete": "delete"}
"""Which lane a tool takes: by what it can do, not by what the agent says it is for."""

run = [
    *["read"] * 9,
    "edit",
    "delete",
    "edit",
    *["read", "read", "edit", "test", "read"] * 3,
    *["read", "edit", "read", "edit", "read", "test", "read", "read", "read", "read"],
    "read",
    "post",
    "edit",
]
size = len(run)
lanes = [LANES[tool] for tool in run]
reads, writes, deletes = (lanes.count(lane) for lane in ("read", "write", "delete"))

# --- Which verdict each call gets --------------------------------------------------------------------------

ONCE = {9}  # a yes to this call alone; to the next of its kind the person says yes for the class
REFUSED_BY_HAND = {"post"}


def verdicts() -> list[str]:
    """The verdict of each call: `rule` (passes), `asked`, `no`, `granted` (an earlier yes), `refused`."""
    granted: set[str] = set()
    given = []
    for place, (tool, lane) in enumerate(zip(run, lanes, strict=True)):
        if lane == "delete":
            given.append("refused")
        elif lane == "read":
            given.append("rule")
        elif tool in granted:
            given.append("granted")
        elif tool in REFUSED_BY_HAND:
            given.append("no")
        else:
            given.append("asked")
            if place not in ONCE:
                granted.add(tool)
    return given


verdict = verdicts()
counts = Counter(verdict)
questions = counts["asked"] + counts["no"]
unseen = counts["granted"]
questions_of_lanes = writes  # without classes: each write asks

# --- Where the film is -------------------------------------------------------------------------------------

# What a verdict is to the picture, as `actors.py` has it.
ENTRY = {"rule": 3, "asked": 4, "refused": 5, "granted": 6, "no": 7}
entries = [ENTRY[word] for word in verdict]

first_edit = run.index("edit")
delete = run.index("delete")
second_edit = run.index("edit", first_edit + 1)
post = run.index("post")
last_edit = size - 1
bait = post - 1  # the page that brings the instruction

early = list(range(first_edit))
middle = list(range(second_edit + 1, bait))

names = {
    "0": "read auth.py",
    str(first_edit): "edit auth.py",
    str(delete): "delete backups",
    str(second_edit): "edit login.py",
    str(post): "post keys",
    str(last_edit): "edit deploy.sh",
}
everything = list(range(size))
rest = everything[1:]
half = len(middle) // 2
chunks = [middle[:half], middle[half:]]
chunk_entries = [[entries[place] for place in some] for some in chunks]
so_far = verdict[:bait].count("asked")
writes_so_far = lanes[:bait].count("write")

# --- What the ledger says of some of them ------------------------------------------------------------------

BY = {
    "rule": ("yes", "rule"),
    "refused": ("no", "rule"),
    "asked": ("yes", "person"),
    "no": ("no", "person"),
    "granted": ("yes", f"the yes to {second_edit + 1}"),
}
record = {
    f"row-{place + 1}": [f"{place + 1}  {names[str(place)]}", *BY[verdict[place]]]
    for place in (first_edit, delete, second_edit, post, last_edit)
}
