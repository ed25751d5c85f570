"""Assistant for รางวัลเลิศรัฐ: grounded answers and deterministic checks behind a chat page, a CLI and an API.

The floors, from the doors down (each imports only from floors below it, see ``tests/test_floors.py``):
doors (``cli``, ``batch``, ``checks``, ``api``, ``ui``) · ``conversation``, ``reports`` · ``answering``, ``eligibility`` ·
``retrieval`` · ``knowledge`` · ground (``thai``, ``settings``, ``errors``, ``store``).
"""

__version__ = "0.1.0"
