"""The council's terms (*valgperioder*): what each was, who sat in it, what it adopted, and what it left."""
