"""The press is a witness; these tests ask whether it can be believed."""
