"""Two policies compared by what they say and by what they do."""
