"""Themes (*temaer*): contributions gathered on a board, moved, merged and dropped."""
