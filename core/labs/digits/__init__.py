"""The lab `digits`: which denoiser restores a damaged digit."""
