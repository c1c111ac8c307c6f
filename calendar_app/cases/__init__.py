"""Cases (*sager*) over several meetings: an item taken off, taken on, or late."""
