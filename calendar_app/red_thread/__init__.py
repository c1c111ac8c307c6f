"""The red thread (*rød tråd*): from what was said to the strategies that carry it out, and back."""
