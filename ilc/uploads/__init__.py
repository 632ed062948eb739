"""Files that people bring to be kept: what each really is, made anew without what it should not carry, scanned."""
