"""A published allocation held against the formula that should have made it."""
