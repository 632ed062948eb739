"""Texts in, groups out: which answers are alike, in what words they differ, and where a new one belongs.

Pure: the caller brings the texts and the word vectors, and nothing here decides for people.
"""
