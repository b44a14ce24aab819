from manim import BLUE, UP, Circle, Dot, FadeIn, MoveAlongPath, Scene


class Round(Scene):
    def construct(self) -> None:
        self.next_section("ring")
        ring = Circle(2, color=BLUE)
        self.play(FadeIn(ring), run_time=0.4)
        self.next_section("pass-on")
        message = Dot(2 * UP)
        self.add(message)
        self.play(MoveAlongPath(message, ring), run_time=0.8)
