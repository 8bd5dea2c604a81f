"""The lab `limits`: what an autoencoder cannot do."""
