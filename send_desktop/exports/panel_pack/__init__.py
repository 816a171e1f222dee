"""The panel pack on paper: what it holds (pack), who may be named (profile), and how each page is set."""
