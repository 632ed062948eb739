"""Tables that people bring in and take out as files: read without trust, written so that nothing is computed."""
