"""Commands for those who build the package: its data, its models, its pictures, the checks of its corpus."""
