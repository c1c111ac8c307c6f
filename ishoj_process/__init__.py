"""The ground: the council's bodies, the hierarchy and the meetings, and what every page is made with."""
