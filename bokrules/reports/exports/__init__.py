"""A compiled edition for other systems: as SQL, as JSON, and as the schema of an expense."""
