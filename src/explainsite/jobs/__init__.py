"""The contract with the workers, the names of its results, and what is remembered beside them."""
