"""The published content in other databases: read from the published file, written elsewhere, nothing else."""
