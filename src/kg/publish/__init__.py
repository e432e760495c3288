"""Taking the graph elsewhere: each module writes it in the form that one kind of portal or tool reads.

What is written for people of other systems speaks their language: schema.org, NL-LOM, DCAT-AP-NL, NL-SBB, AMB. The
addresses of things stay those of the graph; links to this server come from :class:`kg.publish.site.Site`.
"""
