"""The smallest set of changes that makes an expense payable."""
