"""Tests of styles: one file per action."""
