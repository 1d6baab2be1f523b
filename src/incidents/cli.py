"""The command line: ``incidents extract``, ``explain``, ``evaluate``, ``gazetteer``.

What is found goes to stdout or to the file asked for; progress and what could not be read go to stderr.
Exit codes: 0 done, 1 nothing could be read (or a benchmark fell), 2 a wrong argument or a fault of the installation.
"""

from __future__ import annotations

import datetime as dt
import errno
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from incidents.article import Article, read_day
from incidents.cli_gazetteer import gazetteer
from incidents.errors import IncidentsError, IncidentsWarning, ValueNotAllowedError

if TYPE_CHECKING:
    from incidents.extractor import Extractor


class _Failure(click.ClickException):
    """An error of the library, told in one line."""

    exit_code = 2


class _Commands(click.Group):
    """A group of commands that tells the library's errors without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except IncidentsError as error:
            raise _Failure(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of stdout went away; click ends quietly
                raise
            raise _Failure(str(error)) from error


def _read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    try:
        return read_day(value)
    except ValueNotAllowedError as error:
        raise click.BadParameter(str(error)) from error


_published = click.option(
    "--published",
    metavar="DATE",
    callback=_read_day,
    help="Day of publication of articles that bring none, as in 2021-04-06.",
)
_engine = click.option("--engine", metavar="NAME", help='Annotation engine, such as "stanza" (the default).')
_input = click.Path(exists=True, path_type=Path)


def _extractor(engine: str | None) -> Extractor:
    from incidents.extractor import Extractor

    return Extractor() if engine is None else Extractor(engine=engine)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="incidents", prog_name="incidents")
def main() -> None:
    """Turns French news text into incident records: who attacked whom, where, when, claimed by whom."""


@main.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=_input)
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; its ending picks the form: .jsonl, .csv (ACLED's columns), .geojson or .parquet.",
)  # fmt: skip
@click.option("--per-article", is_flag=True, help="In .jsonl: one line an article, {id, incidents}.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to use.")
@_published
@_engine
def extract(
    inputs: tuple[Path, ...],
    out: Path | None,
    per_article: bool,
    workers: int,
    published: dt.date | None,
    engine: str | None,
) -> None:
    """Extracts the incidents of articles.

    INPUT is a text file, a folder, or a table of articles (JSON Lines, CSV, Parquet) with the columns text,
    published, title, publisher, url, id. Without --out a readable table goes to stdout.
    """
    from incidents.cli_extract import run

    if run(_extractor(engine), inputs, out=out, per_article=per_article, workers=workers, published=published) == 0:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_published
@_engine
def explain(file: Path, published: dt.date | None, engine: str | None) -> None:
    """Shows what was found in a text file, by which rule, and why a trigger was turned down."""
    from incidents._lines import read_text
    from incidents.cli_explain import render
    from incidents.cli_extract import stdout_console

    text = read_text(file, lambda reason: click.echo(f"{file}: {reason}", err=True))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IncidentsWarning)
        explanation = _extractor(engine).explain(Article(text=text, published=published, id=file.name))
    console = stdout_console()
    for part in render(explanation):
        console.print(part)


@main.command()
@click.argument("gold", type=_input)
@click.argument("predicted", type=_input)
@click.option("--errors", is_flag=True, help="List each missed and spurious incident and each wrong value.")
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(("type", "region")),
    help="Figures by attack type or ACLED region, too.",
)
def evaluate(gold: Path, predicted: Path, errors: bool, by: tuple[str, ...]) -> None:
    """Scores extracted incidents against a gold standard.

    GOLD and PREDICTED are JSON Lines files, or folders of them: {"id", "incidents"} a document. PREDICTED is what
    "extract --per-article" writes.
    """
    from incidents.evaluation import read_documents, score
    from incidents.evaluation.groups import table

    result = score(read_documents(gold), {document.id: document.incidents for document in read_documents(predicted)})
    if errors:
        click.echo("\n".join(result.log))
    click.echo(result.table())
    for name in by:
        click.echo("\n" + table(result.outcomes, name))


main.add_command(gazetteer)
