"""What the templates are given: values with every link made, every number said and every choice taken."""
