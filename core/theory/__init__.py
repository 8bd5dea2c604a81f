"""What is known of an autoencoder without training one, and studies of how far that holds."""
