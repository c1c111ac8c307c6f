"""Plan files: a municipality's plan as TOML, read, held against the rules and stored as a whole or not at all.

In the order of the work: `reading` opens the file and makes entries of it after the `schema`, `rules` holds
them against each other, `acts` make rows of them. The form is described in ishoj_process/plans/README.md.
"""
