"""Ways to run a policy. `reference` is the oracle that every other one must agree with."""
