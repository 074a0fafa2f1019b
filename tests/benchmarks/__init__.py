"""Figures that docs/figures.md states, each by one command. They measure; they are not part of the test run."""
