"""`python -m explainsite`."""

from explainsite.cli import main

main()
