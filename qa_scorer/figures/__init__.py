"""What many calls add up to: the figures behind the workbooks, the night page and scorecards.json; nothing is drawn."""
