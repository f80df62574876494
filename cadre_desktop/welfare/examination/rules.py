"""Rules of the physical examination: how people are grouped and put into batches."""
