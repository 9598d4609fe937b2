"""Questions about an assessment, one file each; answers are values."""
