"""Whether an actor named without a country is most likely of the one country around it ("police", "street vendors")."""

import re

from onrecord.code.sectors import STATE_SECTORS

__all__ = ["is_domestic", "may_be_from_elsewhere"]

_SECTORS = STATE_SECTORS | {"LAB", "JRN", "CRM", "EDU", "PTY", "OPP", "PRM", "AGR", "ELI", "CVL", "REB", "MED"}
# Who comes from elsewhere, or from several countries.
_ELSEWHERE = re.compile(
    r"(?i)\b(?:embassy|consul|consulate|ambassadors?|envoys?|inspectors?|mediators from|peacekeepers|visiting"
    r"|hosts?|guests?|neighbou?rs|deposed|ousted|fugitive|dissident|defectors?|whistle-?blower|hackers?|pirates|settlers"
    r"|unknown|across|other|foreign(?! (?:minister|ministry|office|secretary)))\b"
    r"|^(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several) (?:[\w-]+ )?"
    r"(?:presidents|premiers|capitals|navies)\b"
)
# A name inside a description that places don't explain ("Kurdish family"), after a word of it.
_NAMED_WORD = re.compile(r"\w[ -](?!MPs?\b)[A-ZÀ-Þ]")
_FAITHS = re.compile(
    r"\b(?:Catholics?|Orthodox|Protestants?|Anglicans?|Lutherans?|Evangelicals?|Baptists?|Methodists?|Christians?"
    r"|Coptic|Copts?|Maronites?|Muslims?|Sunnis?|Shias?|Shiites?|Shi[’']ites?|Sufis?|Salafis?|Hindus?|Buddhists?|Jews?|Jewish"
    r"|Bah[aá][’']is?|Ahmadis?|Quakers?|Mormons?|Jesuits?|Pentecostals?)\b"
)
# Organs that most states have under one name.
_ORGANS = re.compile(
    r"\b(?:(?:Supreme|Constitutional|High|Federal|Appeals?) Court|(?:National |Federal )?Assembly|Parliament|Senate"
    r"|(?:Foreign|Interior|Defen[cs]e|Finance|Health|Justice|Education|Trade|Economy|Energy|Transport|Labou?r) Ministry"
    r"|(?:Electoral|Election) Commission|Central Bank|National (?:Bank|Guard|Police)|Cabinet|Government|Army|Navy"
    r"|Air Force|Prime Minister|President|(?:Foreign|Interior|Defen[cs]e|Finance|Health|Justice) Minister"
    r"|Attorney[ -]General)\b"
)
_AT_PLACE = re.compile(r"\b(?:in|at|of|near|outside) (?:the )?[A-ZÀ-Þ]\w+|^(?:the )?opposition")
# Firms that are of the country around them, where "the oil company" may be anybody's.
_LOCAL_FIRMS = re.compile(
    r"(?i)\b(?:state|national|federal|public) (?:[\w-]+ )?"
    r"(?:company|utility|miner|railway|airline|carrier|bank|operator)\b"
    r"|^its (?:[\w-]+ )*(?:company|utility|airline|railway)\b|^(?!foreign|western|the\b)(?:[\w,-]+ )+(?:firms|banks)\b"
)
# Business that goes on across borders.
_WORLDWIDE = re.compile(
    r"(?i)\b(?:consorti(?:um|a)|lenders?|(?:bond|share)holders?|creditors?|funds?|investors?|oligarchs?|tycoons?|tankers?|ships?"
    r"|vessels?|freighters?|carriers?|giants?|multinationals?|conglomerates?|traders?|shippers?|subsidiary|chains?|brands?"
    r"|networks?|platforms?|sites?|apps?|(?:mining|oil|gas|energy|tobacco|arms|internet|tech\w*|software|shipping) "
    r"(?:[\w-]+ )?(?:compan(?:y|ies)|firms?|groups?|majors?)"
    r"|foreign|western|international|global|world|arab|gulf|african|asian|european|pacific|nordic|baltic|caribbean)\b"
    r"|^the (?:compan(?:y|ies)|firms?|group|buyers?|suppliers?)$"
)
# Places of worship, which may stand on the far side of a border.
_SHRINES = re.compile(r"(?i)\b(?:temples?|mosques?|cathedrals?|shrines?|synagogues?|pagodas?|monaster(?:y|ies))\b")
# Associations of a place.
_LOCAL_FOLK = re.compile(r"(?i)\b(?:tribes?|tribal|elders|sheikhs|clans?|associations|villages?|neighbourhoods?)\b")


def is_domestic(text: str, sector: str | None) -> bool:
    """Whether somebody described by `text`, of that sector, is of the only country that the sentence names."""
    return _belongs_to_a_country(text, sector) and not may_be_from_elsewhere(text, sector)


def _belongs_to_a_country(text: str, sector: str | None) -> bool:
    if sector in _SECTORS or _LOCAL_FIRMS.search(text):
        return True
    if sector == "REL":
        return _SHRINES.search(text) is None
    if sector == "BUS":
        return _WORLDWIDE.search(text) is None
    return sector == "SOC" and _LOCAL_FOLK.search(text) is not None


def may_be_from_elsewhere(text: str, sector: str | None) -> bool:
    """Whether somebody need not be of the country that the sentence names: envoys, guests, those of some people."""
    plain = _FAITHS.sub("faithful", _ORGANS.sub("organ", _AT_PLACE.sub(" ", text)))
    named = sector not in {"PTY", "LAB", "OPP"} and _NAMED_WORD.search(plain) is not None
    return named or _ELSEWHERE.search(text) is not None
