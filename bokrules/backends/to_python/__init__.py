"""One expense at a time: a policy as generated Python that looks its answer up."""
