"""Where two policies decide differently, every region of it, with a witness for each."""
