"""Builds that skip the middle because its inputs are provably equal, and pages made before a build."""
