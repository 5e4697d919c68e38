"""OpenAI's images API, and the servers that speak it: families.py knows their rules, dialects.py their differences."""
