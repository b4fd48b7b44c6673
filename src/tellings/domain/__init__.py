"""The words of Tellings as types: frozen, without third-party imports."""
