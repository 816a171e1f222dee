"""The panels screen: a frame with the meetings, the parts of the one that is chosen, and the views beside them."""
