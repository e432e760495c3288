"""A small graph of our own making, so that these tests do not depend on the shipped one.

Two instruments help with the problem ``weinig-tijd``, ``toolwiel`` best; ``geen-ethiek`` is a known gap. One source of
a few lines, with one passage. ``kg check`` finds nothing at all in it.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from kg import turtlefile
from kg.namespaces import ID, PREFIXES

REPOSITORY = Path(__file__).resolve().parents[1]

# The instrument list of the impact study asks for its own links by this name.
SOURCE = "impactanalyse-voor-npuls"
# An accent and a Windows line end stand before the passage: offsets count characters, exactly as the file has them.
SOURCE_TEXT = "1 Inleiding\r\nTijd is een probleem: één uur is te weinig.\n1.1 Aanleiding\nKort.\n2 Slot\nTot zover.\n"
PASSAGE_TEXT = "één uur is te weinig"
START = SOURCE_TEXT.index(PASSAGE_TEXT)
END = START + len(PASSAGE_TEXT)
SECTION_1_1, SECTION_2 = SOURCE_TEXT.index("1.1"), SOURCE_TEXT.index("2 Slot")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


PASSAGE = f"<{ID}passage/001-{START}-{END}>"

# Scheme -> class of its concepts, and per concept: slug, name in Dutch and English, and what else is said of it.
SCHEMES: dict[str, tuple[str, list[tuple[str, str, str, str]]]] = {
    "basis": (
        "kg:Basis",
        [
            ("stated", "gezegd", "stated", 'skos:notation "stated"'),
            ("inferred", "afgeleid", "inferred", 'skos:notation "inferred"'),
            ("curated", "eigen oordeel", "curated", 'skos:notation "curated"'),
        ],
    ),
    "finding-type": ("kg:FindingType", [("use", "gebruik", "use", "")]),
    "form": ("kg:Form", [("tool", "tool", "tool", "")]),
    "level": ("kg:Level", [("individu", "individu", "individual", ""), ("team", "team", "team", "")]),
    "organisation-type": ("kg:OrganisationType", [("project", "project", "project", "")]),
    "role": ("kg:Role", [("docent", "docent", "teacher", "")]),
    "sector": ("kg:Sector", [("hbo", "hbo", "applied sciences", "")]),
    "strength": (
        "kg:Strength",
        [
            ("central", "centraal", "central", 'skos:notation "central" ; kg:order 1'),
            ("partly", "deels", "partly", 'skos:notation "partly" ; kg:order 2'),
        ],
    ),
    "target-group": (
        "kg:TargetGroup",
        [
            ("docenten", "docenten", "teachers", ""),
            ("startende-docenten", "startende docenten", "starting teachers", "skos:broader target-group:docenten"),
            ("ervaren-docenten", "ervaren docenten", "experienced teachers", "skos:broader target-group:docenten"),
            ("team", "teams", "teams", ""),
        ],
    ),
    "theme": (
        "kg:Theme",
        [("blended-learning", "blended learning", "blended learning", 'skos:hiddenLabel "Ingrediënt"@nl')],
    ),
}
EXAMPLES = {
    "data/instrument/toolwiel.ttl": """
instrument:toolwiel a kg:Instrument ; kg:row 1 ; kg:inInstrumentList true ;
  skos:prefLabel "Toolwiel"@nl , "Tool Wheel"@en ; dct:title "Product Toolwiel"@nl ;
  kg:actionLabel "Kies een tool die past"@nl , "Choose a fitting tool"@en ;
  dct:description "Een wiel vol tools."@nl , "A wheel full of tools."@en ;
  schema:about theme:blended-learning ; schema:audience target-group:docenten ;
  schema:educationalLevel sector:hbo ; schema:learningResourceType form:tool ;
  kg:addresses problem:weinig-tijd ; kg:link <ID/instrument/toolwiel#link-1> .
<ID/instrument/toolwiel#link-1> a kg:Link ; kg:printedUrl "toolwiel.nl/tools" ;
  kg:basis basis:stated ; prov:wasDerivedFrom PASSAGE .
<ID/instrument/toolwiel#use-1> a kg:Finding ; schema:about instrument:toolwiel ; kg:findingType finding-type:use ;
  dct:description "Veel docenten kennen het."@nl , "Many teachers know it."@en ;
  kg:basis basis:stated ; prov:wasDerivedFrom PASSAGE .
<ID/instrument/toolwiel#addresses-weinig-tijd> a kg:Claim ;
  rdf:subject instrument:toolwiel ; rdf:predicate kg:addresses ; rdf:object problem:weinig-tijd ;
  kg:basis basis:curated ; kg:strength strength:central ; kg:rank 1 ;
  kg:reason "Zoeken kost minder tijd."@nl , "Searching takes less time."@en .
""",
    "data/instrument/placemat.ttl": """
instrument:placemat a kg:Instrument ; kg:row 2 ; kg:inInstrumentList true ;
  skos:prefLabel "Placemat"@nl , "Placemat"@en ; dct:title "Placemat voor teams"@nl ;
  kg:actionLabel "Praat samen over tijd"@nl , "Talk about time together"@en ;
  dct:description "Een gespreksvorm."@nl , "A way to talk."@en ;
  schema:about theme:blended-learning ; schema:audience target-group:team ;
  schema:educationalLevel sector:hbo ; schema:learningResourceType form:tool ;
  kg:addresses problem:weinig-tijd .
<ID/instrument/placemat#addresses-weinig-tijd> a kg:Claim ;
  rdf:subject instrument:placemat ; rdf:predicate kg:addresses ; rdf:object problem:weinig-tijd ;
  kg:basis basis:inferred ; kg:strength strength:partly ; prov:wasDerivedFrom PASSAGE ;
  kg:reason "Een gesprek helpt kiezen."@nl , "A talk helps to choose."@en .
""",
    "data/problem/weinig-tijd.ttl": """
problem:weinig-tijd a skos:Concept , kg:Problem ; skos:inScheme scheme:problem ; skos:topConceptOf scheme:problem ;
  skos:prefLabel "docenten hebben weinig tijd"@nl , "teachers have little time"@en ;
  skos:definition "Er zijn te weinig uren om te vernieuwen."@nl , "There are too few hours to innovate."@en ;
  kg:askedBy role:docent ; kg:experiencedBy target-group:docenten ; kg:hasTheme theme:blended-learning ;
  kg:isNeed false ; kg:knownGap false ; kg:level level:individu .
""",
    "data/problem/geen-ethiek.ttl": """
problem:geen-ethiek a skos:Concept , kg:Problem ; skos:inScheme scheme:problem ; skos:topConceptOf scheme:problem ;
  skos:prefLabel "ethiek krijgt weinig aandacht"@nl , "ethics gets little attention"@en ;
  skos:definition "Niemand bespreekt ethische vragen."@nl , "Nobody discusses ethical questions."@en ;
  kg:askedBy role:docent ; kg:experiencedBy target-group:docenten ; kg:hasTheme theme:blended-learning ;
  kg:isNeed false ; kg:knownGap true ; kg:level level:team ; kg:nearestHelp instrument:placemat ;
  kg:gapNote "Geen bron noemt een instrument."@nl , "No source names an instrument."@en .
""",
    "data/organisation/instrumentenwijzer.ttl": """
organisation:instrumentenwijzer a kg:Organisation ; kg:organisationType organisation-type:project ;
  skos:prefLabel "Instrumentenwijzer"@nl , "Instrumentenwijzer"@en ;
  dct:description "De makers van deze graaf."@nl , "The makers of this graph."@en .
""",
    "data/dataset/uren.ttl": """
dataset:uren a kg:Dataset ; skos:prefLabel "Uren"@nl , "Hours"@en ; dct:source source:impactanalyse-voor-npuls ;
  dct:description "Wie noemt tijd."@nl , "Who names time."@en .
<ID/dataset/uren#docenten> a kg:Observation ; qb:dataSet dataset:uren ; kg:dimension target-group:docenten ;
  skos:prefLabel "tijd"@nl , "time"@en ; kg:basis basis:stated ; prov:wasDerivedFrom PASSAGE ;
  kg:total 50.0 ; kg:stimulating 10.0 ; kg:hindering 30.0 ; kg:both 10.0 .
""",
    "data/source/impactanalyse-voor-npuls.ttl": f"""
source:impactanalyse-voor-npuls a kg:Source ; skos:prefLabel "Verslag"@nl , "Report"@en ; dct:title "Verslag"@nl ;
  dct:description "Een kort verslag."@nl , "A short report."@en ; dct:identifier "001" ; kg:fileName "001.txt" ;
  kg:length {len(SOURCE_TEXT)} ; kg:sha256 "{sha256(SOURCE_TEXT)}" .
<PART#1> a kg:Section ; skos:notation "1" ; dct:title "Inleiding"@nl ; dct:isPartOf source:impactanalyse-voor-npuls ;
  oa:start 0 ; oa:end {SECTION_2} .
<PART#1.1> a kg:Section ; skos:notation "1.1" ; dct:title "Aanleiding"@nl ;
  dct:isPartOf <PART#1> ; oa:start {SECTION_1_1} ; oa:end {SECTION_2} .
<PART#2> a kg:Section ; skos:notation "2" ; dct:title "Slot"@nl ; dct:isPartOf source:impactanalyse-voor-npuls ;
  oa:start {SECTION_2} ; oa:end {len(SOURCE_TEXT)} .
""",
    "data/passage/001.ttl": f"""
PASSAGE a kg:Passage ; oa:hasSource source:impactanalyse-voor-npuls ; kg:section <PART#1> ;
  oa:start {START} ; oa:end {END} ; kg:sha256 "{sha256(PASSAGE_TEXT)}" .
""",
    "ontology/mappings/theme.ttl": """
theme:blended-learning skos:relatedMatch target-group:docenten .
<ID/theme/blended-learning#relatedMatch-docenten> a kg:Claim ; rdf:subject theme:blended-learning ;
  rdf:predicate skos:relatedMatch ; rdf:object target-group:docenten ; kg:basis basis:curated ;
  kg:reason "Docenten doen het."@nl , "Teachers do it."@en .
""",
    "ontology/schemes/problem.ttl": """
scheme:problem a skos:ConceptScheme ; skos:prefLabel "problemen"@nl , "problems"@en ; kg:kind "problem" ;
  dct:description "Waar mensen mee worstelen."@nl , "What people struggle with."@en ;
  skos:hasTopConcept problem:weinig-tijd , problem:geen-ethiek .
""",
}
# What each thing says that needs grounds; one claim per property stands for all of its values.
_ON_INSTRUMENTS = (
    "dct:title dct:description schema:about schema:audience schema:educationalLevel schema:learningResourceType "
    "kg:inInstrumentList kg:row"
)
_ON_PROBLEMS = "skos:definition kg:experiencedBy kg:hasTheme kg:knownGap kg:level"
GROUNDED = {
    "instrument/toolwiel": _ON_INSTRUMENTS,
    "instrument/placemat": _ON_INSTRUMENTS,
    "problem/weinig-tijd": _ON_PROBLEMS,
    "problem/geen-ethiek": _ON_PROBLEMS,
    "organisation/instrumentenwijzer": "dct:description kg:organisationType",
}


def scheme(kind: str) -> str:
    """The Turtle of a scheme and its concepts."""
    class_name, concepts = SCHEMES[kind]
    text, tops = "", []
    for slug, dutch, english, more in concepts:
        place = ""
        if "skos:broader" not in more:
            tops.append(f"{kind}:{slug}")
            place = f"skos:topConceptOf scheme:{kind} ;"
        text += f"""
{kind}:{slug} a skos:Concept , {class_name} ; skos:inScheme scheme:{kind} ; {place}
  skos:prefLabel "{dutch}"@nl , "{english}"@en ; skos:definition "Dit is {dutch}."@nl , "This is {english}."@en
  {"; " + more if more else ""} .
"""
    return f"""{text}
scheme:{kind} a skos:ConceptScheme ; skos:prefLabel "lijst {kind}"@nl , "list {kind}"@en ; kg:kind "{kind}" ;
  dct:description "Een lijst."@nl , "A list."@en ; skos:hasTopConcept {" , ".join(tops)} .
"""


def claims(thing: str, predicates: str) -> str:
    """The Turtle of one stated claim per property of a thing."""
    return "\n".join(
        f"<ID/{thing}#{name.partition(':')[2]}> a kg:Claim ; rdf:subject <ID/{thing}> ; rdf:predicate {name} ; "
        "kg:basis basis:stated ; prov:wasDerivedFrom PASSAGE ."
        for name in predicates.split()
    )


def graph_texts() -> dict[str, str]:
    """File name -> its Turtle, in the canonical form."""
    kinds = [*SCHEMES, "instrument", "problem", "organisation", "dataset", "source", "passage", "scheme"]
    prefixes = PREFIXES | {kind: f"{ID}{kind}/" for kind in kinds}
    header = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
    written = EXAMPLES | {f"ontology/schemes/{kind}.ttl": scheme(kind) for kind in SCHEMES}
    texts = {}
    for name, text in written.items():
        thing = name.removeprefix("data/").removesuffix(".ttl")
        whole = header + text + claims(thing, GROUNDED.get(thing, ""))
        whole = whole.replace("<PART#", f"<{ID}source/{SOURCE}#").replace("<ID/", f"<{ID}").replace("PASSAGE", PASSAGE)
        triples = list(turtlefile.parse(whole, name))
        texts[name] = turtlefile.canonical(triples, turtlefile.own_address(Path(name), triples))
    return texts


def write_small_graph(folder: Path) -> None:
    """Write the small graph, with the shipped terms, shapes and queries, into an empty folder."""
    for name, text in graph_texts().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("instrumentenwijzer.ttl", "standard-terms.ttl"):
        shutil.copy(REPOSITORY / "ontology" / name, folder / "ontology")
    for name in ("shapes", "queries"):
        shutil.copytree(REPOSITORY / name, folder / name)
