"""The memo and the hands: store, keys, workers, render, write."""
