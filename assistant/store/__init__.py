"""What is kept on disk, and who may write it."""
