"""The phases of a full build, one module each: scan, parse, similarity, plan, write."""
