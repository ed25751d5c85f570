"""The HTTP door: the API, with the chat page mounted in it."""
