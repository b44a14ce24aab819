"""The Manim side: the only package that imports manim, and never imported by the site builder."""
