"""The project: its wiring and the mechanisms every app uses."""
