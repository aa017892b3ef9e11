"""What a workbook shows: its values, and how its sheets, rows and cells look."""
