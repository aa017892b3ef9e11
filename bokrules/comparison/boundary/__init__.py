"""Cases just beside and at every threshold, and around every exception, for an author to sign."""
