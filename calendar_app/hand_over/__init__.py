"""The hand-over (*overdragelse*): what a council leaves to the next one as of a day, and who carries each of it on."""
