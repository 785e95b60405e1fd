"""The learned choices on statements: by what means they were made, and on what terms."""
