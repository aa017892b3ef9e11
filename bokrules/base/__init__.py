"""What every stage uses: spans, diagnostics, messages, money, citations."""
