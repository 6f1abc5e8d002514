"""How many unchanged sources a worker glances at in a second of a core, how late it is with many, and what memory it takes."""
