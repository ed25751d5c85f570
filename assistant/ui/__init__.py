"""The page: Gradio, mounted in the API. It renders replies; it decides nothing."""
