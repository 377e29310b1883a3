"""Tieout: a warehouse of earnings releases in which every number carries its proof."""

__version__ = "0.1.0"
