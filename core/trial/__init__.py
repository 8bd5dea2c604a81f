"""One trial from address to ledger: parameters, scenario, commitment, outcome, score, record."""
