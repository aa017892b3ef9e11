"""What was bought, and for what: from a line's account code and text to the vocabulary."""
