"""The lab `anomaly`: whether reconstruction error finds what is foreign."""
