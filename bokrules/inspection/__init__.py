"""An inspector's ledger: files in, findings out."""
