"""The graph's instruments as an OAI-PMH 2.0 repository, for Edurep and other harvesters.

Source: The Open Archives Initiative Protocol for Metadata Harvesting, version 2.0,
https://www.openarchives.org/OAI/openarchivesprotocol.html.
"""
