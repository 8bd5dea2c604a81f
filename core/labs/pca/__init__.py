"""The lab `pca`: an autoencoder against PCA."""
