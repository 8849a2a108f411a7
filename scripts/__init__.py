"""Commands for editors and publishers; each is short and says what it did."""
