"""The council's terms as the secretariat keeps them: days, size, and how each works on its policy."""
