"""The embedded servers and the runner behind `make run` and `make test`; plain Python, no Django."""
