"""Ten files read in one context, or each in a context of its own: what stays, and what is read in all."""

from __future__ import annotations

# --- The question and its ten files -----------------------------------------------------------------------

main = 20_000  # rules, tools and what was said so far
rules = 6_000  # a branch begins with rules and tools
brief = 300  # and with a brief that the main context writes
line = 200  # and it returns one line
files = {
    "session.py": 9_000,
    "login.py": 14_000,
    "tokens.py": 6_000,
    "server.py": 22_000,
    "cookies.py": 11_000,
    "users.py": 17_000,
    "errors.py": 8_000,
    "routes.py": 13_000,
    "limits.py": 19_000,
    "tests.py": 12_000,
}
names = [name.removesuffix(".py") for name in files]
sizes = list(files.values())
count = len(files)
hit = "limits"
others = [name for name in names if name != hit]
other_backs = [f"back-{name}" for name in others]
zeros, ones = [0] * len(others), [1] * len(others)
minutes, wrong_minutes = 30, 60  # what `limits.py` says, and what a file that nobody runs says
start = rules + brief
swollen = [start + size for size in sizes]


# --- In one context ---------------------------------------------------------------------------------------

alone = main + sum(sizes) + line
calls = 20  # later calls, each of which sends all there is
carried = calls * alone

# --- In branches ------------------------------------------------------------------------------------------

forked = main + count * (brief + line)
carried_forked = calls * forked

# What is read anew: each token once, when it first comes into a context. A cache saves the rest, not these.
again = count * start  # of what branches read, this is the same in all
anew_main, anew_files = main, sum(sizes) + line
anew_alone = anew_main + anew_files
anew_branched = sum(size + line for size in sizes)
anew_forked = forked + again + anew_branched
more = 100 * (anew_forked / anew_alone - 1)
copied = forked + count * (main + brief) + anew_branched  # if each branch begins as a copy of all
alone_thousands, forked_thousands = alone / 1000, forked / 1000
limit_size = files["limits.py"]
one_swollen = start + limit_size
pair_swollen = start + 12_000
