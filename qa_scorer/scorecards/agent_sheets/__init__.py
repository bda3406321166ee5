"""The sheets of an agent's workbook, one a module."""
