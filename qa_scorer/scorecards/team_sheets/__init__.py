"""The sheets of the team's workbook, one a module."""
