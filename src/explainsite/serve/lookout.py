"""Lint on frames while an author writes: beside the builds, and never in their way."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

from explainsite.build import BuildReport, frame_lint
from explainsite.console import Console
from explainsite.rendering.framecheck import rendered_now
from explainsite.rendering.renderer import Renderer
from explainsite.serve.hands import Hands


@dataclass(kw_only=True)
class Lookout:
    """Looks at the films that builds have rendered, and is called back when the next build begins.

    What it has not seen by then, it looks at after that build.
    """

    renderer: Renderer
    console: Console
    _unseen: set[str] = field(default_factory=set)
    _called_back: threading.Event = field(default_factory=threading.Event)
    _hands: Hands | None = None
    _at_work: threading.Thread | None = None

    def send(self, built: BuildReport) -> None:
        """Begin to look at what a build has rendered; what is known of other films is told too."""
        self._unseen |= rendered_now(built.plan, built.films)
        self._hands = Hands(self.renderer.make_executor)
        self._called_back.clear()
        self._at_work = threading.Thread(target=self._look, args=(built, self._hands), daemon=True)
        self._at_work.start()

    def call_back(self) -> None:
        """End the look, if one is under way."""
        self._called_back.set()
        if self._hands and self._at_work:
            self._hands.terminate()
            self._at_work.join()

    def _look(self, built: BuildReport, hands: Hands) -> None:
        renderer = replace(self.renderer, make_executor=hands.make)
        found = frame_lint(built.checked, frozenset(self._unseen), renderer, built.memory)
        if not self._called_back.is_set():
            self._unseen.clear()
            self.console.diagnostics(found)
