"""Parties: who acts and who is struck, by name or by description."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from attrs import evolve

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.mentions.party_context import Context, capital_named, country_named, demonym, read_context
from incidents.mentions.party_kinds import NamedActor, Phrase, Reading, read_phrase, read_unit
from incidents.mentions.party_lexicon import (
    ActorEntry,
    Part,
    PartyEntry,
    RoleHint,
    actor_trie,
    head_trie,
    modifier_trie,
)
from incidents.mentions.party_mention import PartyMention, settle_party
from incidents.mentions.party_nouns import NOMINAL, case_words, heads_a_party, phrase_bounds
from incidents.mentions.party_words import PhraseMatch, cut_words, fold_word
from incidents.types import PartyKind

__all__ = ["PartyMention", "PartyReader", "RoleHint", "find_parties", "settle_party", "type_party"]

_PLURAL_ENDINGS: Final = ("s", "x")
_NEVER_PARTIES: Final = frozenset({"PRON", "VERB", "AUX", "DET", "ADP", "ADV", "PUNCT", "CCONJ", "SCONJ"})
_NOT_FOUND: Final = frozenset({"", "country", "capital", "quantities"})
_ASSAILANTS: Final = frozenset({"gunmen", "rebels", "gangs", "commando"})
_FOLLOWING: Final = 8
_SHORT: Final = 4

_NAMING = frozenset((Part.GROUP, Part.HEAD))
_OF_NAME = re.compile(r"\s(?:(?:des|du|de la|de l['’]|d['’]|de)\s?)?(?:«\s?)?")


class PartyReader:
    """Reads the parties of one document; what the document tells as a whole is read once.

    Args:
        doc: The annotated text.
        published: Day of publication: groups founded later are not meant.
        country_hint: ISO code of the country that the document is about, where the caller knows it.
    """

    def __init__(self, doc: AnnotatedDoc, *, published: dt.date | None = None, country_hint: str | None = None) -> None:
        self.doc = doc
        start, end = (doc.sentences[0].start, doc.sentences[-1].end) if doc.sentences else (0, 0)
        self._words = cut_words(doc.text, start, end)
        self._starts = [word.start for word in self._words]
        matches = tuple(actor_trie().scan(doc.text, self._words))
        self.context: Context = read_context(self._words, matches, hint=country_hint, published=published)
        self._actors = tuple(self._chosen(matches))
        self._actor_starts = [actor.start for actor in self._actors]
        self._sentence_starts = [sentence.start for sentence in doc.sentences]

    def _chosen(self, matches: Sequence[PhraseMatch[ActorEntry]]) -> Iterator[NamedActor]:
        for match in matches:
            entry = self.context.choose(match, self._words)
            if entry is not None and not self._lacks_its_last_letter(match, entry):
                yield NamedActor(self._words[match.first].start, self._words[match.last].end, entry)

    def _lacks_its_last_letter(self, match: PhraseMatch[ActorEntry], entry: ActorEntry) -> bool:
        """Whether a word only looks like the singular of a name that has none: "Hama" is not the Hamas."""
        text = self._words[match.first].text
        if match.first != match.last or text[-1].lower() in _PLURAL_ENDINGS:
            return False
        forms = (entry.name, *entry.aliases)
        return not any(form.islower() for form in forms) and all(
            form[-1] in _PLURAL_ENDINGS for form in forms if fold_word(form) == fold_word(text)
        )

    @cached_property
    def _head_matches(self) -> dict[int, PhraseMatch[PartyEntry]]:
        """The longest generic phrase at each word where one begins."""
        trie, text, words = head_trie(), self.doc.text, self._words
        found = ((at, trie.longest(text, words, at)) for at in range(len(words)))
        return {at: match for at, match in found if match is not None and not self._in_a_name(match)}

    def _in_a_name(self, match: PhraseMatch[PartyEntry]) -> bool:
        """Whether a phrase is a piece of a hyphenated name ("Port-au-Prince") or another word's acronym ("SITE")."""
        first, last = self._words[match.first], self._words[match.last]
        if not first.text[0].isupper():
            return False
        hyphens = self.doc.text[max(first.start - 1, 0) : first.start] + self.doc.text[last.end : last.end + 1]
        if "-" in hyphens:
            return True
        is_acronym = match.first == match.last and first.text.isupper() and 1 < len(first.text) <= _SHORT
        return is_acronym and first.text not in match.values[0].words

    @cached_property
    def mentions(self) -> tuple[PartyMention, ...]:
        """Every party of the document in text order, none inside another."""
        found = [*self._named_mentions(), *self._generic_mentions()]
        found.sort(key=lambda mention: (mention.start, -mention.end, not mention.named))
        kept: list[PartyMention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return tuple(kept)

    def _named_mentions(self) -> Iterator[PartyMention]:
        for actor in self._actors:
            position = self._syntactic_head(actor.start, actor.end)
            if position is None:
                continue
            mention = self.read(*position)
            if mention is None or not mention.start <= actor.start < mention.end:
                reading = Reading(
                    actor.entry.kind, actor.entry.name, actor.entry.country, actor.entry.id, True, RoleHint.EITHER
                )
                mention = self._mention(reading, actor.start, actor.end, position)
            yield mention

    def _generic_mentions(self) -> Iterator[PartyMention]:
        spans = [(self._words[match.first].start, self._words[match.last].end) for match in self._head_matches.values()]
        spans += [(word.start, word.end) for word in self._words if word.text[0].isupper() and demonym(word.text)]
        for start, end in spans:
            position = self._syntactic_head(start, end)
            if position is None or not self.doc.sentences[position[0]].parsed:
                continue
            if not heads_a_party(self.doc.sentences[position[0]], position[1]):
                continue
            mention = self.read(*position)
            if mention is not None and mention.rule not in _NOT_FOUND:
                yield mention

    def _syntactic_head(self, start: int, end: int) -> tuple[int, int] | None:
        """The sentence and word that head a stretch of text: the first word that hangs on one outside."""
        index = bisect.bisect_right(self._sentence_starts, start) - 1
        if index < 0:
            return None
        sentence = self.doc.sentences[index]
        low = bisect.bisect_right([token.start for token in sentence.tokens], start) - 1
        if low < 0 or sentence.tokens[low].end <= start:
            return None
        inside = [word for word in sentence.words[sentence.tokens[low].first :] if word.start < end]
        own = {word.index for word in inside}
        heads = [word for word in inside if word.head not in own and word.upos in NOMINAL]
        return (index, (heads or inside)[0].index) if inside else None

    def read(
        self, sentence_index: int, head: int, *, event_country: str | None = None, role: RoleHint | None = None
    ) -> PartyMention | None:
        """The party that a noun heads.

        Args:
            sentence_index: Index of the sentence.
            head: Index of the noun in the sentence's words.
            event_country: ISO code of the country where it happens: another state's army is an external force there.
            role: What the party is in the event, where syntax tells: settles what the noun alone leaves open.

        Returns:
            The party; its kind is unknown when nothing in the phrase is known. None for a word that heads no noun
            phrase, such as a pronoun or verb.
        """
        sentence = self.doc.sentences[sentence_index]
        word = sentence.words[head]
        if word.upos in _NEVER_PARTIES and not self._known(word.start):
            return None
        counted = self._counted(sentence, head)
        first, last = phrase_bounds(sentence, head)
        start, end = sentence.words[first].start, sentence.words[last].end
        end = self._equipped(end, sentence.end)
        phrase = self._phrase(sentence, counted, start, end)
        start, end = min(start, phrase.words[0].start) if phrase.words else start, max(end, self._reach(phrase, end))
        reading = read_phrase(phrase, self.context)
        if reading is None and role is RoleHint.ACTOR:
            reading = read_unit(phrase, self.context)
        reading = reading or self._unknown(sentence, counted, phrase)
        end = max(end, reading.end)
        mention = self._mention(reading, start, end, (sentence_index, head), self._bare_start(sentence, counted, first))
        return settle_party(mention, event_country=event_country or self.context.hint, role=role)

    def _known(self, start: int) -> bool:
        at = bisect.bisect_right(self._actor_starts, start) - 1
        return at >= 0 and start < self._actors[at].end

    def _counted(self, sentence: Sentence, head: int) -> int:
        """The noun that a quantity counts ("une vingtaine d'hommes" gives "hommes"), else the head itself."""
        for _ in range(3):
            match = self._head_match(sentence.words[head].start)
            if match is None or match.values[0].part is not Part.QUANTITY or not sentence.parsed:
                break
            nouns = [
                child
                for child in sentence.children[head]
                if sentence.words[child].relation in {"nmod", "obl", "dep"} and case_words(sentence, child)
            ]
            if not nouns:
                break
            head = nouns[0]
        return head

    def _head_match(self, start: int) -> PhraseMatch[PartyEntry] | None:
        """The generic phrase around the word at a character: the longest, and of two the one that begins there."""
        at = bisect.bisect_right(self._starts, start) - 1
        best: PhraseMatch[PartyEntry] | None = None
        for first in range(at, max(at - 4, -1), -1):
            match = self._head_matches.get(first)
            if match is not None and match.last >= at and (best is None or _length(match) > _length(best)):
                best = match
        return best

    def _phrase(self, sentence: Sentence, head: int, start: int, end: int) -> Phrase:
        word = sentence.words[head]
        match = self._head_match(word.start)
        span = (word.start, word.end)
        if match is not None:
            span = (self._words[match.first].start, self._words[match.last].end)
            start, end = min(start, span[0]), max(end, span[1])
        if match is not None and match.values[0].part in _NAMING:
            end = self._named_after(end, sentence.end)
        actors = self._actors_between(start, end)
        for actor in actors:
            start, end = min(start, actor.start), max(end, actor.end)
        low, high = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return Phrase(
            text=self.doc.text,
            words=self._words[low:high],
            following=[item for item in self._words[high : high + _FOLLOWING] if item.start < sentence.end],
            entry=match.values[0] if match is not None else None,
            head=span,
            actors=actors,
        )

    def _actors_between(self, start: int, end: int) -> list[NamedActor]:
        low = max(bisect.bisect_right(self._actor_starts, start) - 1, 0)
        high = bisect.bisect_left(self._actor_starts, end)
        return [actor for actor in self._actors[low:high] if actor.end > start]

    def _named_after(self, end: int, limit: int) -> int:
        """Where a name ends that follows at once, however the tree joins it: "du groupe armé des Forces alliées"."""
        at = bisect.bisect_left(self._actor_starts, end)
        if at >= len(self._actors) or self._actors[at].end > limit:
            return end
        actor = self._actors[at]
        return actor.end if _OF_NAME.fullmatch(self.doc.text, end, actor.start) else end

    def _reach(self, phrase: Phrase, end: int) -> int:
        return max([end, phrase.head[1], *(actor.end for actor in phrase.actors)])

    def _equipped(self, end: int, limit: int) -> int:
        """Where a phrase such as "en armes", "à moto", "en tenue" that follows at once ends."""
        at = bisect.bisect_left(self._starts, end)
        if at >= len(self._words) or self._words[at].key not in {"en", "a"} or self._words[at].start - end > 2:
            return end
        match = modifier_trie().longest(self.doc.text, self._words, at)
        return self._words[match.last].end if match is not None and self._words[match.last].end <= limit else end

    def _unknown(self, sentence: Sentence, head: int, phrase: Phrase) -> Reading:
        """A country that stands for its forces, a person, people by nationality, or nothing known."""
        word = sentence.words[head]
        names = [item for item in phrase.words if item.start >= word.start or item.text[0].isupper()]
        written = self.doc.text[names[0].start : names[-1].end] if names else word.text
        code = country_named(written) or country_named(word.text)
        if code is not None:
            return Reading(PartyKind.STATE_FORCES, None, code, "country", False, RoleHint.EITHER)
        codes = demonym(word.text)
        if codes:
            country = self.context.likely(codes)
            return Reading(PartyKind.CIVILIANS, None, country, "people", False, RoleHint.EITHER)
        if self._is_in_person(word.start):
            return Reading(PartyKind.CIVILIANS, None, None, "person", False, RoleHint.TARGET)
        capital = capital_named(word.text)
        if capital is not None:
            return Reading(PartyKind.STATE_FORCES, None, capital, "capital", False, RoleHint.EITHER)
        return Reading(PartyKind.UNKNOWN, None, None, "", False, RoleHint.EITHER)

    @cached_property
    def _people(self) -> tuple[tuple[int, int], ...]:
        """Where the names of people stand, in order."""
        return tuple(sorted((item.start, item.end) for item in self.doc.entities if item.kind == "PER"))

    def _is_in_person(self, position: int) -> bool:
        """Whether a position lies in the name of a person."""
        at = bisect.bisect_right(self._people, position, key=lambda span: span[0])
        return at > 0 and position < self._people[at - 1][1]

    def _bare_start(self, sentence: Sentence, head: int, first: int) -> int:
        """Where the phrase begins once articles, numbers and quantities are left out."""
        at = first if head >= first else head
        match = self._head_match(sentence.words[head].start)
        floor = self._words[match.first].start if match is not None else sentence.words[head].start
        while (
            at < head
            and sentence.words[at].start < floor
            and (
                sentence.words[at].relation in {"det", "nummod", "advmod", "case"}
                or sentence.words[at].upos in {"DET", "NUM", "ADP"}
                or not _before(sentence, at, head)
            )
        ):
            at += 1
        return sentence.words[at].start

    def _mention(
        self, reading: Reading, start: int, end: int, head: tuple[int, int], bare: int | None = None
    ) -> PartyMention:
        start, end = _balanced(self.doc.text, start, end)
        name = reading.name or " ".join(self.doc.text[start if bare is None else max(bare, start) : end].split())
        return PartyMention(
            start=start,
            end=end,
            text=self.doc.text[start:end],
            head=head,
            name=name,
            kind=reading.kind,
            country=reading.country,
            rule=reading.rule,
            named=reading.named,
            role_hint=reading.role,
        )


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without a loose hyphen at its start, and with both of a pair of French quotation marks."""
    while start < end and text[start] in "-–'’ \u00a0":
        start += 1
    part = text[start:end]
    if part.count("«") > part.count("»"):
        closing = text[end : end + 2].find("»")
        end = end + closing + 1 if closing >= 0 else end
    elif part.count("»") > part.count("«"):
        opening = text[max(start - 2, 0) : start].rfind("«")
        start = max(start - 2, 0) + opening if opening >= 0 else start
    return start, end


def _before(sentence: Sentence, at: int, head: int) -> bool:
    """Whether a word belongs to the head itself, not to a quantity before it."""
    return at == head or sentence.words[at].head == head


def _length(match: PhraseMatch[PartyEntry]) -> int:
    return match.last - match.first


def may_name_assailants(text: str) -> bool:
    """Whether a sentence has a word for assailants or insurgents; needs no annotation."""
    found = head_trie().scan(text, cut_words(text, 0, len(text)))
    return any(entry.id in _ASSAILANTS for match in found for entry in match.values)


def find_parties(
    doc: AnnotatedDoc, *, published: dt.date | None = None, country_hint: str | None = None
) -> tuple[PartyMention, ...]:
    """Finds every party that a text names or describes, in text order.

    Args:
        doc: The annotated text; descriptions are found in parsed sentences only, known names everywhere.
        published: Day of publication: groups founded later are not meant.
        country_hint: ISO code of the country that the text is about, where the caller knows it.

    Example:
        >>> from incidents.annotation import load_annotator
        >>> [doc] = load_annotator("stanza").annotate(["Le groupe Qasim al-Jabarin a revendiqué l'attaque."])
        >>> [(party.text, party.name, party.kind.value) for party in find_parties(doc)]
        [('Le groupe Qasim al-Jabarin', 'Qasim al-Jabarin', 'rebel')]
    """
    return PartyReader(doc, published=published, country_hint=country_hint).mentions


def type_party(
    sentence: Sentence,
    head: int,
    doc: AnnotatedDoc,
    *,
    sentence_index: int | None = None,
    published: dt.date | None = None,
    country_hint: str | None = None,
    event_country: str | None = None,
    role: RoleHint | None = None,
) -> PartyMention | None:
    """The party that one noun heads, read from its sentence alone; for many nouns keep a `PartyReader`.

    Args:
        sentence: A sentence of the document.
        head: Index of the noun in the sentence's words.
        doc: The document.
        sentence_index: Index of the sentence, searched for when None.
        published: Day of publication.
        country_hint: ISO code of the country that the text is about, where the caller knows it.
        event_country: ISO code of the country where the event happens, see `settle_party`.
        role: What the party is in the event, see `settle_party`.

    Returns:
        The party; None for a word that heads no noun phrase, such as a pronoun or verb.
    """
    number = doc.sentences.index(sentence) if sentence_index is None else sentence_index
    reader = PartyReader(evolve(doc, sentences=(sentence,)), published=published, country_hint=country_hint)
    found = reader.read(0, head, event_country=event_country, role=role)
    return None if found is None else evolve(found, head=(number, head))
