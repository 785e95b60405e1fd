"""Short reports written for the tests, with the names in them open, so that they can be changed."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Names:
    """The names in `CALL` and `DISPUTE`: two countries, their people, and two days."""

    country: str = "Norway"
    adjective: str = "Norwegian"
    capital: str = "Oslo"
    code: str = "NOR"
    minister: str = "Ada Brandt"
    surname: str = "Brandt"
    other_country: str = "Chile"
    other_adjective: str = "Chilean"
    other_code: str = "CHL"
    envoy: str = "Luis Ortega"
    envoy_surname: str = "Ortega"
    day: str = "Tuesday"
    day_value: str = "2023-03-07"
    earlier_day: str = "Monday"
    earlier_value: str = "2023-03-06"

    def changed_to(self, other: "Names", text: str) -> str:
        """`text` with these names replaced by those of `other`."""
        pairs = [(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)]
        for place, (old, _) in enumerate(sorted(pairs, key=lambda pair: -len(pair[0]))):
            text = text.replace(old, f"\0{place}\0")
        for place, (_, new) in enumerate(sorted(pairs, key=lambda pair: -len(pair[0]))):
            text = text.replace(f"\0{place}\0", new)
        return text


PUBLISHED = "2023-03-08"  # a Wednesday

CALL = """{adjective} foreign minister meets envoy over fishing boats

{adjective} Foreign Minister {minister} met {other_country}’s ambassador, {envoy}, in {capital} on {day} to discuss \
fishing rights.

“The boats must leave our waters before the summer,” {surname} said after the meeting.

{envoy_surname} rejected the demand. “We have fished there for a hundred years,” he told reporters on {day}.

A senior {other_adjective} official, who spoke on condition of anonymity because he was not authorized to speak to the \
press, said the two sides remained far apart.

{other_country}’s Foreign Ministry said in a statement that {country} had seized three trawlers on {earlier_day}. \
{surname} called the claim “a fairy tale.”
"""

DISPUTE = """{other_country} accuses {country} of seizing trawlers

{other_country} accused {country} on {day} of seizing three trawlers and threatened to recall its ambassador.

{country} will send a delegation to talks next week, the {adjective} Foreign Ministry said. The {other_adjective} navy \
has sent two ships to the area since {earlier_day}.
"""


def call(names: Names = Names()) -> str:  # frozen
    """A report of a meeting: named, unnamed and institutional speakers, quotes, a demand, a refusal."""
    return _fill(CALL, names)


def dispute(names: Names = Names()) -> str:  # frozen
    """A report in the reporter's own voice: an accusation, a threat, a plan."""
    return _fill(DISPUTE, names)


def _fill(template: str, names: Names) -> str:
    return template.format(**{f.name: getattr(names, f.name) for f in fields(names)})
