"""A policy as the cells that expenses fall into: generated Python and SQL are made from it."""
