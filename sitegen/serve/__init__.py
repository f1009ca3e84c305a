"""Live preview: a doorbell on the same `build()`, and a server that shows what lies in output/."""
