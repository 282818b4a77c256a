"""Notes and documents of a chart: the list by year, and a reader for each kind of content."""
