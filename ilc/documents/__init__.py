"""Documents that people bring in, read without trust: their paragraphs, each with its place."""
