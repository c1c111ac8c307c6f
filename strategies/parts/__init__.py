"""The parts of a document: milestones (*milepæle*), and of a strategy activities and solutions (*løsninger*)."""
