"""Links lead to the same page from wherever they stand."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.site.urls import Linker, absolute, output_path, site_root

words = st.text("abyz09", min_size=1, max_size=6)
names = st.lists(words, min_size=1, max_size=3).map("-".join)
folders = st.lists(names, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
addresses = folders | st.builds(lambda folder, name: f"{folder}{name}.css", folders, names)


@given(
    here=addresses, there=addresses, root=st.sampled_from(["https://a.example/", "https://a.example/x/y/"])
)
def test_a_link_leads_from_any_page_to_any_page_under_any_root(here: str, there: str, root: str) -> None:
    link = Linker(url=here)(there)
    assert urljoin(root + here, link) == root + there
    assert not link.startswith("/")


def test_a_link_keeps_its_fragment() -> None:
    assert Linker(url="a/b/")("a/c/#beat-x") == "../c/#beat-x"
    assert Linker(url="a/b/")("#lanes") == "../../#lanes"


def test_the_page_for_missing_addresses_links_from_the_host() -> None:
    link = Linker(url="404.html", root=site_root("https://a.example/docs"))
    assert link("a/b/") == "/docs/a/b/"
    assert link("") == "/docs/"


@pytest.mark.parametrize(
    ("url", "path"),
    [("", "index.html"), ("a/", "a/index.html"), ("404.html", "404.html"), ("assets/s.css", "assets/s.css")],
)
def test_an_address_has_a_file(url: str, path: str) -> None:
    assert output_path(url) == path


def test_without_a_base_url_there_is_no_full_address() -> None:
    assert absolute("", "a/") == ""
    assert absolute("https://a.example/x", "a/") == "https://a.example/x/a/"
