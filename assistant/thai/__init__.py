"""Thai text as people really type it: cleaning, digits, dates, keyboard layout, words."""
