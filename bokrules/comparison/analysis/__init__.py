"""One edition held against itself: what contradicts, says nothing, or changes nothing.

One check a file. Each decides every complete expense at once, through decision diagrams.
"""
