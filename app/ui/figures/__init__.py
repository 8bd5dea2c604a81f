"""The figures of the labs: Bokeh without toolbars, each with a label and a table twin."""
