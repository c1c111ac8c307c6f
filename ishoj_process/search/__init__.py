"""Search: what is found, by whom, and by which words. The apps above declare what they have to it."""
