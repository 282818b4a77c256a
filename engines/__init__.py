"""Computing, pure: values and arrays in, values out. Imports nothing of the other rooms."""
