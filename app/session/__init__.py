"""What a learner does with a lab, as state: trial, play, ledger, what is kept. No screen."""
