"""What somebody wrote here (*mit eget*): their notes, contributions, answers and points, with a seat or without."""
