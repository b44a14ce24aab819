"""explainsite: a static site generator for short animated explainers."""

__version__ = "0.1.0"
