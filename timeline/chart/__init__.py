"""From judged rows to the geometry of the timeline: lanes, packing, marks. Plain values, no framework."""
