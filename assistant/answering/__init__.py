"""Grounded answers: ``understand → retrieve → decide → compose → verify``, in ``answer.py`` in this order."""
