"""What happens to a case: deeds, and the facts or refusals that `decide` makes of them."""
