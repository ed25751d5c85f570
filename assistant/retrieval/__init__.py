"""Finding the knowledge a question is about: encoders, the Chroma index, BM25, and their fusion."""
