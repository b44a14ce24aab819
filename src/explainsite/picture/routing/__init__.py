"""Where links and messages run: a router for connectors between rectangles.

A direct path, straight or an S, is kept where it is clear (`direct.py`). What has other parts above or below
it is joined from the side if need be. Otherwise the router takes a detour around the obstacles
(`detours.py`): the lowest Bézier bow that is clear (`bows.py`), or the cheapest orthogonal path through the
gaps, which Dijkstra's algorithm finds (`orthogonal.py`). What counts as clear stands in `clearance.py`.
"""
