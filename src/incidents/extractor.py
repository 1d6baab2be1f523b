"""The whole way, stage by stage: `Article` → `Reading` → `AnnotatedDoc` → mentions → frames → `Incident`."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from attrs import frozen

from incidents.annotation import AnnotatedDoc, Annotator, load_annotator
from incidents.annotation.join import join_passages, prose_passages
from incidents.article import Article
from incidents.assembly import assemble_incidents
from incidents.dates import find_dates
from incidents.dates.event_days import with_event_days
from incidents.errors import ArgumentError, NotFrenchWarning, ValueNotAllowedError
from incidents.frames import Findings, Rejection, build_frames
from incidents.frames.recount import recount_anaphors
from incidents.frames.senses import settle_senses
from incidents.frames.topic import topic_refusal
from incidents.gazetteer import Gazetteer
from incidents.gazetteer.fallback import GeocoderFallback
from incidents.gazetteer.resolve import document_country, resolve_places
from incidents.gazetteer.toponyms import find_places
from incidents.incident import Incident
from incidents.mentions.claim_gaps import with_gapped
from incidents.mentions.claims import find_claims, may_hold_claim
from incidents.mentions.parties import PartyReader, may_name_assailants
from incidents.mentions.tolls import find_tolls, may_hold_toll
from incidents.mentions.triggers import find_triggers, may_hold_trigger, not_names
from incidents.reading import Reading, read_article
from incidents.result import Incidents

_BATCH: Final = 16


@frozen
class Explanation:
    """What was found in an article, what was made of it, and what was turned down.

    Attributes:
        reading: The clean text and its blocks.
        mentions: Everything found: (start, end, kind, rule), in clean-text positions.
        rejections: Triggers, frames and texts turned down, with the rule and the reason.
        incidents: The incidents.
    """

    reading: Reading
    mentions: tuple[tuple[int, int, str, str], ...]
    rejections: tuple[Rejection, ...]
    incidents: Incidents


def _needs_syntax(sentence: str) -> bool:
    return (
        may_hold_trigger(sentence)
        or may_hold_claim(sentence)
        or may_hold_toll(sentence)
        or may_name_assailants(sentence)
    )


class Extractor:
    """Extracts incidents from French press copy; reusable and picklable.

    Args:
        engine: "stanza" (the models that the library carries), "stanza:PATH", a stanza package name,
            "spacy:fr_core_news_md", or any object with the one method of `Annotator`.
        gazetteer: Where toponyms are looked up; the embedded gazetteer when None.
        geocoder: A geopy geocoder, such as Nominatim, that is asked for places which the gazetteer lacks, at most
            once a second; it may open sockets. Nobody is asked when None.

    Raises:
        ValueNotAllowedError: `engine` names no engine.
        ArgumentError: `gazetteer` has no `lookup`, or `geocoder` no `geocode`.

    Example:
        >>> Extractor()
        Extractor(engine='stanza', gazetteer=None)
    """

    def __init__(
        self, *, engine: str | Annotator = "stanza", gazetteer: Gazetteer | None = None, geocoder: Any = None
    ) -> None:
        if gazetteer is not None and not hasattr(gazetteer, "lookup"):
            raise ArgumentError(
                f"gazetteer must be a Gazetteer or have its method lookup, not {type(gazetteer).__name__}"
            )
        self._engine = engine
        self._annotator = load_annotator(engine)
        self._given_gazetteer = gazetteer
        self._fallback = None if geocoder is None else GeocoderFallback(geocoder)

    def __repr__(self) -> str:
        asked = "" if self._fallback is None else f", geocoder={self._fallback.geocoder!r}"
        return f"Extractor(engine={self._engine!r}, gazetteer={self._given_gazetteer!r}{asked})"

    def __call__(self, article: Article) -> Incidents:
        """Extracts the incidents of one article.

        Raises:
            ArgumentError: `article` is no `Article`.
        """
        return self._explain_batch([_checked(article)])[0].incidents

    def explain(self, article: Article) -> Explanation:
        """Extracts the incidents of one article and keeps what led to them.

        Raises:
            ArgumentError: `article` is no `Article`.

        Example:
            >>> text = "La police a déjoué un attentat à Lille."
            >>> explanation = Extractor().explain(Article(text=text, published="2021-04-06"))
            >>> [rejection.rule for rejection in explanation.rejections]
            ['qualifier.dejouer']
        """
        return self._explain_batch([_checked(article)])[0]

    def pipe(self, articles: Iterable[Article], *, workers: int = 1) -> Iterator[Incidents]:
        """Extracts a stream of articles, in order, in batches.

        Args:
            articles: The articles; read only as far as the results are asked for, a few batches ahead.
            workers: Processes to spread the batches over; 1 stays in this process.

        Raises:
            ArgumentError: `workers` is no int.
            ValueNotAllowedError: `workers` is less than 1, or more than 1 where a geocoder is asked.
        """
        if isinstance(workers, bool) or not isinstance(workers, int):
            raise ArgumentError(f"workers must be an int, not {type(workers).__name__} {workers!r}")
        if workers < 1:
            raise ValueNotAllowedError(f"workers must be at least 1, not {workers}")
        if workers > 1 and self._fallback is not None:
            raise ValueNotAllowedError(
                f"with a geocoder workers must be 1, not {workers}: its pace is kept in a process"
            )
        if workers == 1:
            return self._pipe_here(articles)
        from incidents.parallel import pipe_in_processes

        return pipe_in_processes(self, articles, workers=workers, batch=_BATCH)

    def _pipe_here(self, articles: Iterable[Article]) -> Iterator[Incidents]:
        stream = iter(articles)
        while batch := list(islice(stream, _BATCH)):
            yield from self.extract_batch(batch)

    def extract_batch(self, articles: Sequence[Article]) -> list[Incidents]:
        """Extracts some articles together, annotated in one batch."""
        return [explanation.incidents for explanation in self._explain_batch([_checked(item) for item in articles])]

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer in use."""
        return Gazetteer.default() if self._given_gazetteer is None else self._given_gazetteer

    def _explain_batch(self, articles: Sequence[Article]) -> list[Explanation]:
        readings = [read_article(article) for article in articles]
        passages = [prose_passages(reading) if reading.french else [] for reading in readings]
        flat = [passage.text for some in passages for passage in some]
        annotated = iter(self._annotator.annotate(flat, needs_syntax=_needs_syntax)) if flat else iter(())
        docs = [
            join_passages(reading, some, [next(annotated) for _ in some])
            for reading, some in zip(readings, passages, strict=True)
        ]
        return [
            self._explain(article, reading, doc) for article, reading, doc in zip(articles, readings, docs, strict=True)
        ]

    def _explain(self, article: Article, reading: Reading, doc: AnnotatedDoc) -> Explanation:
        reason = _no_prose(article, reading)
        if reason is not None:
            return Explanation(reading, (), (), Incidents((), article=article, reason=reason))
        refusal = topic_refusal(reading, title=article.title)
        if refusal is not None:
            reason = refusal.reason
            return Explanation(reading, (), (refusal,), Incidents((), article=article, reason=reason))
        findings = recount_anaphors(self._find(article, reading, doc))
        findings, senseless = settle_senses(findings)
        frames, refused = build_frames(findings)
        assembled, dropped = assemble_incidents(article, findings, frames)
        incidents = tuple(sorted(assembled, key=lambda incident: (incident.trigger.start, incident.trigger.end)))
        return Explanation(
            reading,
            _mentions(findings),
            (*senseless, *refused, *dropped),
            Incidents(incidents, article=article, reason=_why_empty(incidents)),
        )

    def _find(self, article: Article, reading: Reading, doc: AnnotatedDoc) -> Findings:
        gazetteer = self.gazetteer
        mentions = find_places(doc, reading, gazetteer)
        triggers = not_names(find_triggers(doc), [(place.start, place.end) for place in mentions if place.locative])
        places = resolve_places(
            mentions,
            doc,
            reading,
            gazetteer,
            title=article.title,
            publisher=article.publisher,
            fallback=self._fallback,
        )
        country = document_country(mentions, doc, reading, gazetteer, title=article.title, publisher=article.publisher)
        dates = find_dates(reading.prose_text, published=article.published)
        events = [trigger.start for trigger in triggers]
        dates = with_event_days(reading.prose_text, dates, events, published=article.published)
        party_reader = PartyReader(doc, published=article.published, country_hint=country)
        return Findings(
            doc=doc,
            reading=reading,
            published=article.published,
            triggers=triggers,
            tolls=find_tolls(doc, triggers),
            claims=with_gapped(doc, find_claims(doc)),
            dates=dates,
            places=places,
            parties=party_reader.mentions,
            party_reader=party_reader,
            country=country,
        )


def _checked(article: Article) -> Article:
    if not isinstance(article, Article):
        raise ArgumentError(
            f"an Extractor takes incidents.Article(text=..., published=...), not {type(article).__name__}"
        )
    return article


def _no_prose(article: Article, reading: Reading) -> str | None:
    """Why nothing is looked for in a text; None where something is."""
    if not reading.text.strip():
        return "no text"
    if not reading.french:
        which = "the text" if article.id is None else f"the text of article {article.id!r}"
        warnings.warn(f"{which} is not French; nothing was looked for in it", NotFrenchWarning, stacklevel=5)
        return "not French"
    if not any(block.kind.is_prose for block in reading.blocks):
        return "no prose"
    return None


def _why_empty(incidents: tuple[Incident, ...]) -> str | None:
    return None if incidents else "no incident told"


def _mentions(findings: Findings) -> tuple[tuple[int, int, str, str], ...]:
    """Everything found, by position."""
    found = [(trigger.start, trigger.end, "trigger", trigger.entry.id) for trigger in findings.triggers]
    found += [(toll.start, toll.end, toll.casualty.value, toll.rule) for toll in findings.tolls]
    found += [(claim.start, claim.end, claim.entry.kind.value, claim.entry.id) for claim in findings.claims]
    found += [(date.start, date.end, "date", date.rule) for date in findings.dates]
    found += [(place.mention.start, place.mention.end, "place", place.mention.rule) for place in findings.places]
    found += [(party.start, party.end, "party", party.rule) for party in findings.parties]
    return tuple(sorted(found))
