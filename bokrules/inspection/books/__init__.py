"""The books of a Puskesmas, as their workbooks hold them: from sheets to typed lines."""
