"""The house rules: what no schema can say, one file a rule or a family of rules."""
