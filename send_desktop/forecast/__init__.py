"""What is likely, from the authority's own history: never a legal date, never an order among children."""
