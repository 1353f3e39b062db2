"""Turns YAML playbooks into a searchable static handbook with printable worksheets."""

__version__ = "0.1.0"
