"""What connects the labs with the page: the worker's entry, the link, the snapshot, programs."""
