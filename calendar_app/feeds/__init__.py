"""Calendar feeds: public ones, and each person's own address (*kalenderadresse*) with its reminders."""
