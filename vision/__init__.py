"""The council's track: from the debate paper (*debatoplæg*) to the adopted vision."""
