"""Rules of retirement: which papers a farewell has, and what it still lacks."""
