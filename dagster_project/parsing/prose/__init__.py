"""Prose: figures in sentences, lists and notes as claims, and what became of every number of the document.

Tables do not belong here; whether a claim agrees with them is checked in the warehouse.
"""
