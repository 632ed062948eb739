"""Sockets of this app."""
