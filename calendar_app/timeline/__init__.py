"""The timeline (*tidslinje*): both tracks by quarter or month, as one drawing with its colours and shapes."""
