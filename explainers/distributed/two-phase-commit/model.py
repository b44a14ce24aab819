"""The film's times: how long each row is locked, and what a crash at each moment leaves behind."""

from __future__ import annotations

# One trip: a seat at the airline, a room at the hotel. Ways in one direction, and a write that must be on
# disk, in milliseconds. Chosen by us: an airline nearby, a hotel a country away.
airline_ms = 4
hotel_ms = 10
write_ms = 2

# How long the agency is down in the film, and how many trips it books a second.
down_min = 40
rate = 500

# --- One booking in two phases ----------------------------------------------------------------------------

ways = {"airline": airline_ms, "hotel": hotel_ms}
locked_at = dict(ways)
yes_leaves = {name: way + write_ms for name, way in ways.items()}
yes_arrives = {name: yes_leaves[name] + way for name, way in ways.items()}
last_yes = max(yes_arrives.values())
decided_at = last_yes + write_ms
free_at = {name: decided_at + way for name, way in ways.items()}
held = {name: free_at[name] - locked_at[name] for name in ways}
held_ms = max(held.values())

so_far = {name: last_yes - way for name, way in ways.items()}
locked = {name: f"{text} locked" for name, text in (("airline", "seat"), ("hotel", "room"))}
until = 40
crash_at = last_yes + 1
# The span of a lock up to the right edge of the picture, and the same in minutes.
no_end = {name: until - locked_at[name] for name in ways}

# --- A crash of the agency --------------------------------------------------------------------------------


def after_crash(crash: float, *, phases: bool) -> str:
    """Return what a crash of the agency at this moment leaves: "none", "half", "stuck" or "both".

    Messages that are sent before it arrive, as do answers' effects on whoever is alive. With `phases` the
    agency asks both at 0, and tells both once both have said yes and its decision is on disk. Without, it
    books the seat at 0, and the room when the seat is confirmed.
    """
    if phases:
        asked, told = crash > 0, crash >= decided_at
        return "both" if told else "stuck" if asked else "none"
    seat, room = crash > 0, crash >= seat_done
    return "both" if room else "half" if seat else "none"


seat_done = 2 * airline_ms + write_ms

# Trips that are under way in such a moment, at `rate` trips a second (Little's law).
half_before = rate * seat_done / 1000
half_after = 0
stuck_before = 0
stuck_after = rate * decided_at / 1000

# On a scale of minutes the milliseconds of a way cannot be seen.
unseen_min = 1e-9
down_s = down_min * 60
times_longer = down_s * 1000 / held_ms
