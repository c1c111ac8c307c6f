"""The debate paper (*debatoplæg*): challenges, solutions, questions and answers, and who has read it."""
