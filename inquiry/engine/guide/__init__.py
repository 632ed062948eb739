"""A placemat in, questions out: what an experienced facilitator would ask beside it, and the words that led to it.

Pure and deterministic: the caller brings the placemat as plain data and the words of each language, and nothing here
decides for people. Every rule prefers silence to a question that does not fit.
"""
