"""What changes from one edition to another."""
