"""The web door (Flask): pages for people, data for programs. It has no logic of its own; ``kg`` answers.

One blueprint per subject, each in its module with templates in ``templates/{subject}/`` and its English texts in
``translations/en/{subject}.po``; the Dutch texts stand in the templates. ``CONTRIBUTING.md`` tells what a page takes.
"""
