"""The secretariat's pages of the bodies: entered, renamed from a day, begun, ended, succeeded."""
