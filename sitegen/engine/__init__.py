"""The memo and its uses: build() is the algorithm."""
