"""The doors of the three checks: JSON Lines, one-shot commands, and interviews in the terminal. They render verdicts and decide nothing."""
