"""Instrumentenwijzer: which instrument for this problem, and why.

The layers, arrows down only (``CONTRIBUTING.md`` tells them in full):

* doors: :mod:`kg.cli`, and the web application ``kg_web``;
* answers: ``finder``, ``entities``, ``queries``, ``validation``, ``network``, ``evidence``, ``statistics``;
* reading, storing, language: ``product``, ``store``, ``turtlefile``, ``text``;
* words: ``errors``, ``settings``, ``namespaces``, ``model``.
"""
