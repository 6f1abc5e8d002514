"""How soon broken sources are found, and whether healthy ones are left in peace."""
