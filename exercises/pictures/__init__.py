"""What is seen of an exercise: its drawn figure, its photographs, and where their files are."""
