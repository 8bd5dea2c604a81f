"""The networks that the labs start from, and the data of the labs."""
