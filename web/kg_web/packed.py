"""Content that is kept compressed, as an answer."""

from __future__ import annotations

from flask import Response, request

from kg.publish.document import Document


def sent(document: Document) -> Response:
    """A document as an answer: compressed for who takes that, piece by piece for who does not."""
    packed = request.accept_encodings["gzip"] > 0
    response = Response(document.packed if packed else document.chunks(), content_type=document.media_type)
    if packed:
        response.content_encoding = "gzip"
    else:
        response.content_length = document.size
    return marked(response, document, packed=packed)


def marked(response: Response, document: Document, *, packed: bool) -> Response:
    """Mark an answer as this document in this form, or say that the asker has it already.

    :param packed: whether it is the compressed form.
    """
    etag = document.sha256[:32]
    # Two forms of one content are two representations (RFC 9110, section 8.8.3).
    response.set_etag(f"{etag}-gzip" if packed else etag)
    response.vary.add("Accept-Encoding")
    response.make_conditional(request)
    return response
