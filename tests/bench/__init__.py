"""Benchmarks: `make bench`, or `make bench ARGS="start"` for one. They print ratios and gate nothing."""
