"""What a strategy consists of: activities, milestones (*milepæle*), solutions (*løsninger*)."""
