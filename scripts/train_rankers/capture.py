"""What the rules make of the gold documents: for each event both tell, what they know and gold says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unittest.mock import patch

from attrs import frozen

from incidents import Article, Extractor
from incidents.assembly import assemble
from incidents.assembly.actors import choose_actors
from incidents.assembly.build import build_incident
from incidents.assembly.clusters import Cluster
from incidents.assembly.context import Settled
from incidents.assembly.story import Story
from incidents.evaluation import Document, align, read_prediction
from incidents.incident import Incident

_BATCH = 32


@frozen
class Told:
    """An event that gold and the rules both tell.

    Attributes:
        document: Identifier of its document.
        story: All events of its document.
        number: Which of these it is.
        gold: Its gold record; empty where gold does not have the event.
    """

    document: str
    story: Story
    number: int
    gold: Mapping[str, Any]

    @property
    def cluster(self) -> Cluster:
        """What the rules know of it."""
        return self.story.clusters[self.number]


def capture(
    documents: Sequence[Document], extractor: Extractor, *, chosen: bool = False, spurious: bool = False
) -> Iterator[Told]:
    """Runs the extractor over gold documents and pairs its clusters with gold records.

    Args:
        documents: Gold documents.
        extractor: The extractor.
        chosen: Whether the events already have the doers that are chosen among the parties of the text.
        spurious: Whether events that gold does not have are told, too, with an empty record.
    """
    built: dict[str, list[tuple[int, Incident]]] = {}
    stories: list[Story] = []
    told: dict[str, Story] = {}

    def record(article: Article, cluster: Cluster, settled: Settled, number: int, **options: bool) -> Incident:
        incident = build_incident(article, cluster, settled, number, **options)
        if str(article.id) not in built:
            told[str(article.id)] = stories[-1]
        built.setdefault(str(article.id), []).append((number, incident))
        return incident

    def note(story: Story) -> None:
        stories.append(story)
        if chosen:
            choose_actors(story)

    with patch.object(assemble, "build_incident", record), patch.object(assemble, "choose_actors", note):
        for start in range(0, len(documents), _BATCH):
            extractor.extract_batch([article_of(document) for document in documents[start : start + _BATCH]])
    for document in documents:
        pairs = built.get(document.id, [])
        predicted = [read_prediction(incident.to_dict()) for _, incident in pairs]
        gold_of = {found: document.incidents[gold] for gold, found in align(document.incidents, predicted)}
        for found, (number, _) in enumerate(pairs):
            if spurious or found in gold_of:
                yield Told(document.id, told[document.id], number, gold_of.get(found, {}))


def article_of(document: Document) -> Article:
    """The article of a gold document."""
    data = document.data
    return Article(text=data["text"], published=data["published"], title=data.get("title"), id=document.id)
