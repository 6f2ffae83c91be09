"""Charts as files: an SVG that stands alone, and the same as a PNG."""
