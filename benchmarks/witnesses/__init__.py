"""How often each witness is right: where the confidences in the code come from, and whether they keep what they promise."""
