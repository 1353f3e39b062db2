"""What is made and checked around a release: the packages, what they depend on, and under which terms."""
