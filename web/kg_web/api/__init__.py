"""The API: what the command line answers, as JSON over HTTP, described by OpenAPI 3.1.

An operation is declared once (:class:`~kg_web.api.operation.Operation`): its address, parameters and the type of its
answer. The route, the check of what is given and the description all follow from that.
"""
