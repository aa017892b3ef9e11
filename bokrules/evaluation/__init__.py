"""One expense in, one verdict out."""
