"""How results look on a terminal (Rich) and as JSON; what they are is read elsewhere."""
