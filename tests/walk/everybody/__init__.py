"""Every page of the walk as a browser shows it: nobody is shut out by how it is made."""
