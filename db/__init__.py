"""Storage: every table, query and migration. Nothing outside this package speaks SQL."""
