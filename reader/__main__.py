"""`python -m reader` is `nightstand`."""

from reader.cli.main import main

if __name__ == "__main__":
    main()
