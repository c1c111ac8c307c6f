"""What the styles of pasted text say: lengths and colours, which words they hide, and lines drawn through words."""
