"""People of a country counted in a sentence that tells of flight, asylum or deportation: refugees and migrants."""

import re

from onrecord.gazetteer import find_country
from onrecord.gazetteer.places import find_region

__all__ = ["are_uprooted"]

# "92 Norlanders", "half a million people", "a family"; no "thousands of Norlanders", who may march.
_COUNTED = re.compile(
    r"(?i)^(?:(?:some|about|around|nearly|almost|over|more than|at least|another|the) )*"
    r"(?:\d[\d,.]*|an?|half an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty)\b"
    r"(?: (?:hundred|thousand|million|[a-z]+ed))* (?P<people>[\w -]+)$"
)
_ANYBODY = frozenset({"people", "children", "families", "family", "men", "women"})
_FLIGHT = re.compile(
    r"(?i)\b(?:deport(?:ed|s|ing|ation|ations)?|asylum|shelter(?:s|ed|ing)?|refugees?|migrants?|refuge|fled|flee(?:s|ing)?"
    r"|dingh(?:y|ies)|rafts?|adrift|boatloads?|resettl\w+|(?:push|turn)(?:ed|s|ing)? back|put to flight"
    r"|(?:sent|sends?|sending|flown|flew|flies|went|go|going) (?:back |\d[\d,.]* [A-Z]\w+ )?home"
    r"|(?:dr[io]ve[ns]?|driving) [^.,;]{0,40}(?:out|away|abroad|across|over|from)"
    r"|(?:take|takes|took|taken|taking) [^.,;]{0,40}\bin\b(?! [A-Z]))"
)


def are_uprooted(text: str, sentence: str) -> bool:
    """Whether an actor's words count people of a country whom the sentence tells to flee or to be sent away."""
    counted = _COUNTED.match(text)
    if counted is None:
        return False
    last = counted["people"].rsplit(maxsplit=1)[-1]
    naming = find_country(last)
    stateless = last[:1].isupper() and naming is None and find_region(last) is not None  # "4,000 Rohingya"
    people = last in _ANYBODY or stateless or (naming is not None and naming.kind == "demonym")
    return people and _FLIGHT.search(sentence) is not None
