"""Files that people upload: known by their content, held to a size, given back as they came."""
