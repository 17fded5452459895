"""The pages of the editors for figures and photographs."""
