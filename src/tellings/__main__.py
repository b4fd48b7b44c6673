"""`python -m tellings`, the same as `tellings`."""

from tellings.cli.main import main

if __name__ == "__main__":
    main()
