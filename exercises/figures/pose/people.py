"""The people who show the exercises. None of them is said to be of a sex, an age or a people."""

from dataclasses import dataclass
from typing import Final, Literal

Hair = Literal["short", "bun", "bob", "curls", "bald", "scarf"]
Tone = Literal["light", "tan", "brown", "deep"]
Colour = Literal["brown", "black", "grey", "indigo"]
Top = Literal["ochre", "blue", "sage"]


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the cast.

    `colour` is that of the hair or of the scarf over it. `build` is how many times as wide as
    the plain figure the flesh is; bones and joints are the same in everybody.
    """

    name: str
    hair: Hair
    tone: Tone
    colour: Colour
    top: Top = "ochre"
    build: float = 1.0
    long_sleeves: bool = False

    @property
    def classes(self) -> str:
        """The classes of a drawing of this person; the plain person has none of their own."""
        return "figure" if self == PLAIN else f"figure p-{self.name}"


PLAIN: Final = Person("robin", "short", "tan", "brown")
PEOPLE: Final[dict[str, Person]] = {
    person.name: person
    for person in (
        PLAIN,
        Person("jo", "bun", "light", "grey", "blue"),
        Person("noor", "bob", "tan", "black", "sage", 1.25),
        Person("dara", "curls", "deep", "black"),
        Person("kim", "bald", "brown", "black", "blue", 1.25),
        Person("amal", "scarf", "brown", "indigo", long_sleeves=True),
    )
}
