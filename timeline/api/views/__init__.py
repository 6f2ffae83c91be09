"""The ways into the API, one module for each sort of resource."""
