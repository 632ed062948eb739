"""The compiled search: flat tables, moves on them, and chance in whole numbers."""
