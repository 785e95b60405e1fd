"""Training of the choice of whom a pronoun means."""
