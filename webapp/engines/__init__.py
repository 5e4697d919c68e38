"""How a picture is made: see base.py for the contract, registry.py for the list."""
