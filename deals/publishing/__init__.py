"""Register -> release -> projection. Builds documents and rows; the action `publish` writes them."""
