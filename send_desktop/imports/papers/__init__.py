"""A file handed in for a panel becomes pages: known by what it holds, checked, mended, converted, its text read."""
