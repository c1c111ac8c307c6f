"""What waits for one person (*det venter på mig*), on their page and in the daily mail (*samlet mail*)."""
