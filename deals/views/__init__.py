"""The desk's pages. The first line of each says who may see it; every write is an action's."""
