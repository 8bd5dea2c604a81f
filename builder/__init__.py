"""How the site is built: fetch, pack, render, verify. `build.py` is the recipe."""
