"""Articles written for the tests, and an annotator that remembers and counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from incidents.annotation import AnnotatedDoc, Annotator
from incidents.annotation.protocol import always

#: A page with everything around an article; published on 2021-10-15. Its events and names are invented.
CONVOYS: Final = """\
MONDE

Nouvelle série noire pour les convois de l’armée burkinabè

A soldier stands guard next to an armoured vehicle during a visit of foreign diplomats to the north of the country, \
on October 22, 2019 in Dori. (Photo agency)
Les attaques contre les convois de ravitaillement se produisent presque chaque semaine. (Illustration)

Les attaques répétées contre les convois qui ravitaillent le nord du Burkina Faso montrent les limites de la stratégie \
militaire. En l’espace d’une matinée, trois attaques ont été menées contre des convois de l’armée burkinabè.

Ce jeudi 14 octobre, des sources locales ont fait état de la prise pour cible d’un convoi transportant du matériel \
pour l’armée burkinabè à Arbinda, dans la province du Soum, dans le nord du Burkina Faso, selon le site Sahel Dépêches.

Lire aussi : Un convoi militaire explose ; le gouvernement se tait…

Le groupe Ansaroul Islam a revendiqué l’attaque survenue peu de temps après celles menées contre deux convois \
militaires burkinabè dans les provinces d’Oudalan et de Séno, a ajouté Sahel Dépêches.

Ces derniers mois, les convois de l’armée ont été visés presque chaque jour par des explosions de mines posées en \
bordure de piste. Sans oublier les attaques à la roquette, dont la dernière en date a été menée contre la base de Djibo.

À la suite de l’assassinat ciblé de deux chefs rebelles en mars 2020 par un drone français près de l’aéroport de \
Kidal, au Mali, plusieurs mouvements avaient réclamé le départ des troupes étrangères.

Les menaces contre l’armée traduisent avant tout l’échec d’une stratégie, estime le site Horizons, qui conseille au \
président de ne pas tarder à ouvrir des négociations. Depuis 2015, les violences ont fait des milliers de morts.

Lire aussi : 300 blindés pour l’armée ? Tempête sur l’état-major après les attaques de convois

Selon Horizons, la présence de plusieurs milliers de soldats dans le nord n’a pas assuré la sécurité du pays.

Partager cet article
SOURCE : SAHEL DÉPÊCHES
"""

#: A report with relative dates only, so that it moves with its day of publication; 2022-03-09.
REPORT: Final = """\
Onze gendarmes tués dans le nord du Burkina Faso

OUAGADOUGOU - Onze gendarmes ont été tués mardi matin dans une embuscade tendue par des hommes armés près de Djibo, \
dans le nord du Burkina Faso, a annoncé mercredi l'état-major. Neuf autres ont été blessés.

Le Groupe de soutien à l'islam et aux musulmans (GSIM) a revendiqué l'embuscade.

Lundi soir, un minibus avait sauté sur un engin explosif à la sortie de Titao, faisant au moins cinq morts.
"""

#: A brief without a headline; 2022-03-09.
BRIEF: Final = (
    "Une voiture piégée a explosé lundi à l'entrée d'un marché de Mossoul, dans le nord de l'Irak, tuant huit civils "
    "et en blessant une vingtaine, a indiqué la police. L'attentat n'a pas été revendiqué."
)

ARTICLES: Final = {"convoys": (CONVOYS, "2021-10-15"), "report": (REPORT, "2022-03-09"), "brief": (BRIEF, "2022-03-09")}


class MemoAnnotator:
    """An annotator that gives a text it knows without asking again, and counts the characters it was asked for.

    Attributes:
        asked: Characters of all texts asked for, known or not.
    """

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self._known: dict[str, AnnotatedDoc] = {}
        self.asked = 0

    def annotate(self, texts: Sequence[str], *, needs_syntax: Callable[[str], bool] = always) -> list[AnnotatedDoc]:
        """Annotates what is not known yet; every call must come with the same `needs_syntax`."""
        self.asked += sum(map(len, texts))
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            docs = self._annotator.annotate(missing, needs_syntax=needs_syntax)
            self._known.update(zip(missing, docs, strict=True))
        return [self._known[text] for text in texts]
