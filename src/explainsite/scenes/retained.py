"""A renderer that remembers what it has drawn, in place of Manim's, which draws every moving thing anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from manim import Camera, ManimColor, Mobject, MovingCamera, Scene, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.point_cloud_mobject import PMobject
from manim.renderer.cairo_renderer import CairoRenderer
from manim.utils.iterables import list_update

from explainsite.scenes.canvas import CameraFrame, Canvas, flat


class RetainedRenderer(CairoRenderer):
    """Takes the place of a scene's renderer, with its camera and its state.

    Pictures made of vector mobjects alone are drawn by a `Canvas`; others as Manim draws them, whole.
    """

    @staticmethod
    def can_replace(stock: Any) -> bool:
        """Whether a canvas can draw what the scene's camera sees: Manim's plain one, or its moving one."""
        return type(stock) is CairoRenderer and type(stock.camera) in {Camera, MovingCamera}

    def __init__(
        self, stock: CairoRenderer, grounds: Sequence[ManimColor] = (), channels: Sequence[int] | None = None
    ) -> None:
        vars(self).update(vars(stock))
        self.camera: Any  # of wider types than Manim declares
        self._standing: list[Mobject] = []
        """What stands still in this animation, if `static_image` is set."""
        self._grounds, self._channels = grounds, channels
        self._ground = self.camera.background
        self._canvas = self._new_canvas()

    def _new_canvas(self) -> Canvas:
        self._ground = self.camera.background
        size = (self.camera.pixel_width, self.camera.pixel_height)
        grounds = [flat(colour, size) for colour in self._grounds] or [self._ground]
        canvas = Canvas(grounds, self._channels)
        self.camera.pixel_array = canvas.sheets[0]
        return canvas

    def save_static_frame_data(self, scene: Scene, static_mobjects: Iterable[Mobject]) -> Any:
        """Remember what stands still; the first frame draws it."""
        self._standing = self.camera.get_mobjects_to_display(static_mobjects) if static_mobjects else []
        self.static_image = self.camera.pixel_array if self._standing else None
        return self.static_image

    def update_frame(
        self,
        scene: Scene,
        mobjects: Iterable[Mobject] | None = None,
        include_submobjects: bool = True,  # noqa: FBT001, FBT002  Manim's signature
        ignore_skipping: bool = True,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> None:
        """Make the camera's pixels show the mobjects, over what stands still."""
        if self.skip_animations and not ignore_skipping:
            return
        shown = mobjects or list_update(scene.mobjects, scene.foreground_mobjects)
        drawn = self.camera.get_mobjects_to_display(shown, include_submobjects=include_submobjects, **kwargs)
        self._draw([*self._standing, *drawn] if self.static_image is not None else drawn)

    def _draw(self, mobjects: Sequence[Any]) -> None:
        camera = self.camera
        if self._ground is not camera.background:  # the scene has set another
            self._canvas = self._new_canvas()
        mobjects = [mobject for mobject in mobjects if isinstance(mobject, _DRAWN)]
        if all(map(_is_vector, mobjects)):
            x, y, *_ = camera.frame_center
            frame = CameraFrame(float(x), float(y), float(camera.frame_width), float(camera.frame_height))
            self._canvas.draw(mobjects, frame)
        else:
            camera.reset()
            camera.capture_mobjects(mobjects, include_submobjects=False)
            self._canvas.forget()

    def add_frame(self, frame: Any, num_frames: int = 1) -> None:
        """Pass the sheets on, and where they have changed."""
        if not self.skip_animations:
            self.time += num_frames / self.camera.frame_rate
            self.file_writer.write_frame(frame, repeat=num_frames, dirty=self._canvas.take_dirty())

    def get_frame(self) -> Any:
        """The sheets themselves, which the next frame overwrites."""
        return self._canvas.sheets


_DRAWN = (VMobject, PMobject, AbstractImageMobject)
"""What Manim draws; a value tracker, say, has points and no picture."""


def _is_vector(mobject: Mobject) -> bool:
    return isinstance(mobject, VMobject) and not mobject.get_background_image()
