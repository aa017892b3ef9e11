"""Rule engines from PyPI, each written as its documentation advises."""
