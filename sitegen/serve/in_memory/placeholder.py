"""What is shown in place of a page that the first build has yet to write."""

PAGE = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Building...</title>
<style>
:root { color-scheme: light dark }
body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 20vh auto; padding: 0 1rem }
</style>
</head>
<body>
<main>
<h1>This page is being built</h1>
<p>It will appear here as soon as it is ready.</p>
</main>
</body>
</html>
"""
