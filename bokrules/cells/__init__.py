"""Permission as its finite partition: the side of every threshold, the term, known or missing."""
