"""Trains the compact French stanza models from treebank files; see TRAINING.md.

python scripts/train_models/train.py --treebanks DIR --out DIR [--steps-scale 0.01] [--only STEP ...]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from package import package
from prepare import prepare
from vectors import make_vectors

STEPS = ("prepare", "vectors", "tokenize", "mwt", "pos", "lemma", "depparse", "ner", "package")


class Training:
    """The steps, each one a method; what they make lies under `work`, the models end up in `out`."""

    def __init__(self, treebanks: Path, out: Path, scale: float) -> None:
        self.treebanks, self.out, self.scale = treebanks, out, scale
        self.work = out / "work"
        self.data, self.saved = self.work / "data", self.work / "saved"
        self.vectors_file = self.saved / "pretrain.pt"

    def prepare(self) -> None:
        prepare(self.treebanks, self.data)

    def vectors(self) -> None:
        self.saved.mkdir(parents=True, exist_ok=True)
        make_vectors(self.data / "dep" / "train.conllu", self.vectors_file)

    def tokenize(self) -> None:
        folder = self.data / "tok"
        for part in ("train", "dev"):
            gold, text = folder / f"{part}.conllu", folder / f"{part}.txt"
            self._run("stanza.utils.datasets.conllu_to_text", gold, text)
            labels = ["-o", folder / f"{part}.labels", "-m", folder / f"{part}-mwt.json"]
            self._run("stanza.utils.datasets.prepare_tokenizer_data", text, gold, *labels)
        self._train(
            "tokenizer", "tokenize", "--txt_file", folder / "train.txt", "--label_file", folder / "train.labels",
            "--mwt_json_file", folder / "dev-mwt.json", "--dev_txt_file", folder / "dev.txt",
            "--dev_label_file", folder / "dev.labels", "--dev_conll_gold", folder / "dev.conllu",
            "--conll_file", self.work / "tok.conllu", "--use_mwt", "--emb_dim", 32, "--hidden_dim", 64,
            "--max_seqlen", 300, "--steps", self._steps(2000), "--eval_steps", self._steps(500),
            "--anneal_after", self._steps(1500), "--max_steps_before_stop", 2000,
        )  # fmt: skip

    def mwt(self) -> None:
        from stanza.utils.datasets.contract_mwt import contract_mwt

        gold, contracted = self.data / "tok" / "dev.conllu", self.data / "tok" / "dev.contracted.conllu"
        contract_mwt(str(gold), str(contracted))
        self._train(
            "mwt_expander", "mwt", "--train_file", self.data / "tok" / "train.conllu", "--eval_file", contracted,
            "--gold_file", gold, "--output_file", self.work / "mwt.conllu", "--dict_only",
        )  # fmt: skip

    def pos(self) -> None:
        folder = self.data / "pos"
        self._train(
            "tagger", "pos", *self._pretrained(),
            "--train_file", f"{folder / 'tagged.conllu'};{folder / 'without_features.conllu'}",
            "--eval_file", folder / "dev.conllu", "--output_file", self.work / "pos.conllu", *self._embeddings(100),
            "--hidden_dim", 150, "--num_layers", 1, "--deep_biaff_hidden_dim", 150,
            "--composite_deep_biaff_hidden_dim", 60, "--batch_size", 60, "--optim", "adam", "--lr", 0.003,
            "--second_optim", "adam", "--second_optim_reload", "--second_lr", 0.0008,
            "--max_steps", self._steps(2500), "--eval_interval", self._steps(150), "--fix_eval_interval",
            "--max_steps_before_stop", self._steps(450), "--dropout", 0.4, "--word_dropout", 0.25,
        )  # fmt: skip

    def lemma(self) -> None:
        folder = self.data / "lemma"
        self._train(
            "lemmatizer", "lemma", "--train_file", folder / "train.conllu", "--eval_file", folder / "dev.conllu",
            "--output_file", self.work / "lemma.conllu", "--hidden_dim", 100, "--emb_dim", 50,
            "--num_epoch", self._steps(14, least=1), "--decay_epoch", 12, "--batch_size", 50, "--max_dec_len", 40,
        )  # fmt: skip

    def depparse(self) -> None:
        folder = self.data / "dep"
        self._train(
            "parser", "depparse", *self._pretrained(), "--train_file", folder / "train.conllu",
            "--eval_file", folder / "dev.conllu", "--output_file", self.work / "dep.conllu", "--no_xpos", "--no_ufeats",
            *self._embeddings(80), "--hidden_dim", 200, "--num_layers", 2, "--deep_biaff_hidden_dim", 100,
            "--deep_biaff_output_dim", 80, "--batch_size", 1500, "--optim", "adam", "--lr", 0.002, "--beta2", 0.95,
            "--second_optim", "adam", "--second_lr", 0.0004, "--second_optim_start_step", self._steps(1600),
            "--max_steps", self._steps(2500), "--eval_interval", self._steps(150), "--max_steps_before_stop", 3000,
            "--no_checkpoint", "--dropout", 0.4, "--word_dropout", 0.25,
        )  # fmt: skip

    def ner(self) -> None:
        folder = self.data / "ner"
        self._train(
            "ner_tagger", "ner", *self._pretrained(), "--train_file", folder / "train.json",
            "--eval_file", folder / "dev.json", "--word_emb_dim", 100, "--char_emb_dim", 32, "--char_hidden_dim", 80,
            "--hidden_dim", 160, "--dropout", 0.4, "--optim", "adam", "--lr", 0.0015, "--lr_decay", 0.5,
            "--patience", 2, "--batch_size", 32, "--max_batch_words", 1000, "--max_steps", self._steps(2100),
            "--max_steps_no_improve", 2500, "--eval_interval", self._steps(260), "--scheme", "bioes",
            "--no_emb_finetune",
        )  # fmt: skip

    def package(self) -> None:
        package(self.saved, self.out / "stanza_fr_compact")

    def _train(self, module: str, component: str, *options: object) -> None:
        """Runs one of stanza's trainers, in its own process."""
        language = [] if component in ("lemma", "ner") else ["--lang", "fr"]
        self._run(
            f"stanza.models.{module}", "--mode", "train", *language, "--shorthand", "fr_compact",
            "--save_dir", self.saved, "--save_name", f"{component}.pt", *options,
        )  # fmt: skip

    def _run(self, module: str, *options: object) -> None:
        self.saved.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", module, *map(str, options)], check=True)

    def _steps(self, count: int, least: int = 2) -> int:
        return max(least, round(count * self.scale))

    def _pretrained(self) -> tuple[object, ...]:
        return "--wordvec_pretrain_file", self.vectors_file

    @staticmethod
    def _embeddings(characters: int) -> tuple[object, ...]:
        return (
            "--word_emb_dim", 40, "--char_emb_dim", 32, "--char_hidden_dim", characters,
            "--tag_emb_dim", 32, "--transformed_dim", 75,
        )  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Train the compact French stanza models.")
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with the treebank files")
    parser.add_argument("--out", type=Path, required=True, help="folder for the models and, in work/, all on the way")
    parser.add_argument(
        "--steps-scale", type=float, default=1.0, help="share of the training steps; 0.01 is a smoke test"
    )
    parser.add_argument("--only", nargs="+", choices=STEPS, default=STEPS, help="steps to run, in their usual order")
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    training = Training(options.treebanks, options.out.absolute(), options.steps_scale)
    for step in STEPS:
        if step in options.only:
            print(f"== {step}", flush=True)
            getattr(training, step)()


if __name__ == "__main__":
    main()
