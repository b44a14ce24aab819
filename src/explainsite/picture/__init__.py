"""States into pictures, without Manim: layout, typefaces, colour roles, views, and what moves between."""
