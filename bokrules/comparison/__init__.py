"""What changes from one edition to another: what they say, and what they do."""
