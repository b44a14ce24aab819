"""A spec for every actor and verb, and what editors and the README say of them."""
