"""The timeliness screen: a frame with the as-at day, and its views, a module each."""
