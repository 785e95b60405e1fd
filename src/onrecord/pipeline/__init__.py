"""How the stages are put together: on one article, on many, and into a record."""
