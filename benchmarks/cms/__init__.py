"""Real content management systems filled with invented texts, crawled by address alone, held to the truth: `make sites`."""
