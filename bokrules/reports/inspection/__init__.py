"""What the working paper and the page of an inspection share: their contents, and its words."""
