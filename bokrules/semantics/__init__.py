"""What a policy means: names bound, types checked, operators defined once."""
