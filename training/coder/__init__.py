"""How the PLOVER coder was made: a small encoder that reads a sentence with its two actors marked."""
