"""Words written by several people at once. The only place that knows how (Yjs, pycrdt)."""
