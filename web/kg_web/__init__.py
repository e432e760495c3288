"""The web door: a Flask application over the same answers as the command line."""
