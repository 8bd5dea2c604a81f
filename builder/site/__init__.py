"""The site's files: packed, rendered, listed, checked, put in place."""
