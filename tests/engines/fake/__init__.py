"""Providers that are not there: loopback servers that hold every request against a contract and script every fault."""
