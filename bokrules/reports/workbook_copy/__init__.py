"""An inspector's own workbook, copied with what was found beside each of its rows."""
