"""What is visited when, by whom, and what to think of it: the queue, the worker, glances, rhythm and health."""
