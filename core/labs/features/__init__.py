"""The lab `features`: whether codes help a classifier."""
