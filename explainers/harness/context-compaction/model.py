"""A run of an agent in a window of fixed size: what fills it, and what two kinds of folding leave of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

# --- The run ----------------------------------------------------------------------------------------------

window = 200_000
task = 14_000  # rules, tools, and what was asked for
said = 3_000  # what the model says in a step: its reasons, its call, its changes
outputs = [  # what a tool gives back, step after step; then anew
    ("bill.py", 31_000),
    ("tests", 42_000),
    ("tax.py", 28_000),
    ("git log", 33_000),
    ("tests", 34_000),
    ("fees.py", 30_000),
]
kept = 3  # outputs that stay when old ones are cleared
stub = 100  # what stands in place of a cleared output
least = 50_000  # if clearing frees less, it is time for a summary
summary = 4_000
steps = 60


@dataclass(frozen=True)
class Page:
    """A piece of the context: its name, its tokens, and whether a tool gave it."""

    name: str
    tokens: int
    is_output: bool = False


def total(pages: list[Page]) -> int:
    """The tokens of a context."""
    return sum(page.tokens for page in pages)


def step(number: int) -> list[Page]:
    """What one step adds: words, and the output of a tool."""
    _, tokens = outputs[(number - 1) % len(outputs)]
    return [Page(f"say-{number}", said), Page(f"out-{number}", tokens, is_output=True)]


def cleared(pages: list[Page]) -> list[Page]:
    """Old outputs make way for a stub each; all words stay."""
    recent = [page.name for page in pages if page.is_output][-kept:]
    return [
        replace(page, tokens=stub) if page.is_output and page.name not in recent else page for page in pages
    ]


def summarised(pages: list[Page]) -> list[Page]:
    """The task, a page that stands for all since, and the last step as it was."""
    return [pages[0], Page("summary", summary), *pages[-2:]]


def folded(pages: list[Page]) -> tuple[str, list[Page]]:
    """Old outputs go first; if that frees too little, a summary replaces what was said, too."""
    lighter = cleared(pages)
    if total(pages) - total(lighter) >= least:
        return "cleared", lighter
    return "summarised", summarised(pages)


def run(length: int) -> list[tuple[int, str, list[Page], list[Page]]]:
    """Of each step: its number, what was done, and the context before and after that."""
    pages = [Page("task", task)]
    trace = []
    for number in range(1, length + 1):
        before = [*pages, *step(number)]
        deed, pages = folded(before) if total(before) > window else ("", before)
        trace.append((number, deed, before, pages))
    return trace


trace = run(steps)
first_number, _, first_before, first_after = next(entry for entry in trace if entry[1])
second_number, _, second_before, second_after = next(entry for entry in trace if entry[1] == "summarised")

# --- The pages that the film shows ------------------------------------------------------------------------

_numbers = range(1, second_number + 1)
names = ["task", "summary", *(f"{sort}-{number}" for number in _numbers for sort in ("say", "out"))]
pages = dict.fromkeys(names, "") | {"task": "task", "summary": "one page"}
pages |= {f"out-{number}": outputs[(number - 1) % len(outputs)][0] for number in _numbers}


def sizes(held: list[Page]) -> list[int]:
    """The tokens of each of these pages, 0 for what is not there."""
    tokens = {page.name: page.tokens for page in held}
    return [tokens.get(name, 0) for name in names]


brim = sizes(first_before[:-1])  # before the output that is too much
again, squeezed = sizes(second_before), sizes(second_after)
pressed = sizes([second_before[0], Page("summary", summary), *second_before[-8:]])  # half of the way
says = [page.name for page in first_before if not page.is_output]
outs = [page.name for page in first_before if page.is_output]
old_outs = outs[:-kept]
newest, newest_tokens = outs[-1], first_before[-1].tokens
slid = total(first_before[:3])  # the task, the first words and the first output go, until the rest fits

# --- What the film says -----------------------------------------------------------------------------------

full_tokens, light_tokens = total(first_before), total(first_after)
again_tokens, squeezed_tokens = total(second_before), total(second_after)
again_thousands, squeezed_thousands = again_tokens / 1000, squeezed_tokens / 1000
word_tokens = sum(page.tokens for page in first_before if not page.is_output)
one_in = round(full_tokens / word_tokens)
freed = full_tokens - light_tokens
later = second_number - first_number
little = again_tokens - total(cleared(second_before))
replaced = second_number - 1  # steps that the summary stands for
shrinks = replaced * said // summary
clearings = sum(deed == "cleared" for _, deed, _, _ in trace)
summaries = sum(deed == "summarised" for _, deed, _, _ in trace)

held = [[number, total(after)] for number, _, _, after in trace]
_added = [0, *(total(step(number)) for number in range(1, first_number + 1))]
rising = [[number, task + sum(_added[: number + 1])] for number in range(first_number + 1)]
