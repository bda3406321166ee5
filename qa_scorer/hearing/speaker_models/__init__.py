"""The two small models that tell voices apart; README.md beside this file says whose they are and how they came."""
