"""What the parser reads beyond CommonMark."""
