"""Ten help pages, a search by words (BM25), a search by meaning (cosine), and the fusion of their ranks."""

from __future__ import annotations

import math

# --- The pages --------------------------------------------------------------------------------------------

# The words are ours, and so is the direction of each page, in degrees: what a page is about, as an embedding
# model would place it, but with two numbers instead of a thousand.
pages = {
    "Red light": ("the printer stops and a red light is on switch it off and on again", 52),
    "Paper jam": ("pull the crumpled sheet gently out of the tray", 20),
    "Printer E42": ("E42 on the printer means that the fuser is hot let the machine cool down", 68),
    "Offline": ("the printer is offline check the cable then look for an error on the screen", 5),
    "Toner low": ("pages are pale order toner for the printer", 80),
    "Oven E42": ("oven error E42 close the door and the error goes away", 112),
    "Lift E42": ("error E42 in the lift call the service and wait", 130),
    "Error codes": ("every error code of every machine in the house with the text of the error", 95),
    "Coffee": ("descale the coffee maker once a month", 150),
    "Lost badge": ("report a lost badge at the front desk", 170),
}
question = "printer error E42"
question_direction = 40
helps = "Printer E42"
length = 4

# --- Search by words --------------------------------------------------------------------------------------

# The usual settings of BM25: how soon a repeated word stops counting, and how much a long page is held back.
saturation, held_back = 1.2, 0.75
words_of = {page: text.lower().split() for page, (text, _) in pages.items()}
mean_length = sum(map(len, words_of.values())) / len(pages)


def rarity(word: str) -> float:
    """Return how much a word counts: more, the fewer pages have it."""
    having = sum(word in words for words in words_of.values())
    return math.log(1 + (len(pages) - having + 0.5) / (having + 0.5))


def worth(word: str, page: str) -> float:
    """Return what a word of the question adds to the BM25 score of a page."""
    words = words_of[page]
    count = words.count(word)
    norm = saturation * (1 - held_back + held_back * len(words) / mean_length)
    return rarity(word) * count * (saturation + 1) / (count + norm)


def by_words(asked: str) -> dict[str, float]:
    """Return the pages that have a word of the question, with their scores, the best first."""
    scores = {page: sum(worth(word, page) for word in asked.lower().split()) for page in pages}
    return dict(sorted(((p, s) for p, s in scores.items() if s > 0), key=lambda item: -item[1])[:length])


# --- Search by meaning ------------------------------------------------------------------------------------


def by_meaning(direction: float) -> dict[str, float]:
    """Return the pages whose directions are nearest, with the cosines of the angles, the best first."""
    scores = {page: math.cos(math.radians(own - direction)) for page, (_, own) in pages.items()}
    return dict(sorted(scores.items(), key=lambda item: -item[1])[:length])


# --- Fusion -----------------------------------------------------------------------------------------------

k = 60


def points(place: int, constant: float = k) -> float:
    """Return what a place in a list is worth, counted from 1."""
    return 1 / (constant + place)


def fuse(lists: list[list[str]], constant: float = k) -> dict[str, float]:
    """Return the pages of all lists with their points, the best first; equals in the order of the lists."""
    scores: dict[str, float] = {}
    for place in range(max(map(len, lists))):
        for ranked in lists:
            if place < len(ranked):
                scores[ranked[place]] = scores.get(ranked[place], 0.0) + points(place + 1, constant)
    return dict(sorted(scores.items(), key=lambda item: -item[1]))


def place_of(page: str, ranked: list[str]) -> int:
    """Return the place of a page in a list, counted from 1."""
    return ranked.index(page) + 1


meaning, words = by_meaning(question_direction), by_words(question)
meaning_list, words_list = list(meaning), list(words)
fused = fuse([meaning_list, words_list])
fused_list = list(fused)
# Before anything is counted: the pages as they come, place by place.
arrival = list(dict.fromkeys(page for pair in zip(meaning_list, words_list, strict=True) for page in pair))
helps_place, helps_fused = place_of(helps, meaning_list), place_of(helps, fused_list)
winner_points = points(1)

# What the search by words adds up, as a table.
asked = question.split()
shares = [[page, *(worth(word.lower(), page) for word in asked), words[page]] for page in words_list]
rows = [[page, *(f"{share:.1f}" if share else "–" for share in row)] for page, *row in shares]

# Both scores added up, for the pages that either search has found.
cosine = {page: math.cos(math.radians(pages[page][1] - question_direction)) for page in arrival}
word_score = {page: sum(worth(word.lower(), page) for word in asked) for page in arrival}
sums = dict(sorted(((p, cosine[p] + word_score[p]) for p in arrival), key=lambda item: -item[1]))
words_before = {page: word_score[page] for page in sums}
oven_sum, helps_sum = sums["Oven E42"], sums[helps]

# --- What the constant does -------------------------------------------------------------------------------

places = range(1, 11)


def curve(constant: float) -> list[list[float]]:
    """Return what each place is worth, in percent of the first."""
    return [[place, 100 * points(place, constant) / points(1, constant)] for place in places]


steep, flat = curve(0), curve(k)
fused_steep = fuse([meaning_list, words_list], 0)
third_flat = flat[2][1]

# --- A question that words cannot answer ------------------------------------------------------------------

other_question = "printer ate my letter"
other_direction = 18
other_helps = "Paper jam"
other_meaning_list, other_words_list = list(by_meaning(other_direction)), list(by_words(other_question))
other_fused = fuse([other_meaning_list, other_words_list])
other_place = place_of(other_helps, other_meaning_list)
other_fused_place = place_of(other_helps, list(other_fused))

# --- Names of the film's rows and directions --------------------------------------------------------------

seen = [*arrival, "Coffee"]
directions = {"question": question_direction, **{page: pages[page][1] for page in seen}}
near = [page.replace(" ", "-") for page in meaning_list]


def by_slug(scores: dict[str, float]) -> dict[str, float]:
    """Return scores under the names of the film's rows."""
    return {page.replace(" ", "-"): score for page, score in scores.items()}


fused_rows, other_rows = by_slug(fused), by_slug(other_fused)
left_rows = by_slug({page: points(place) for place, page in enumerate(meaning_list, 1)})
other_left_rows = by_slug({page: points(place) for place, page in enumerate(other_meaning_list, 1)})
no_points = dict.fromkeys(by_slug(fused), 0.0)
other_no_points = dict.fromkeys(by_slug(other_fused), 0.0)
winners = [meaning_list[0].replace(" ", "-"), words_list[0].replace(" ", "-")]
helps_row, other_row = helps.replace(" ", "-"), other_helps.replace(" ", "-")
other_asked = other_question.split()

# --- What if ----------------------------------------------------------------------------------------------


def fused_with(constant: float) -> dict[str, float]:
    """Return the points of each page, in the film's order, as a share of what two first places give."""
    found = fuse([meaning_list, words_list], constant)
    return {page: found[page] / (2 * points(1, constant)) for page in fused_list}
