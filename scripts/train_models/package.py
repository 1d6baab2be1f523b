"""Makes a folder that `stanza.Pipeline` and `incidents` load, from trained components."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
_PRETRAINED = frozenset({"pos", "depparse", "ner"})


def package(saved: Path, out: Path) -> None:
    """Copies each component, adds resources.json and SHA256SUMS.

    Weights become float16, which stanza casts back at load; the word vectors stay float32.
    """
    resources: dict[str, Any] = {"lang_name": "French", "packages": {"default": dict.fromkeys(PROCESSORS, "compact")}}
    for name in (*PROCESSORS, "pretrain"):
        path = out / "fr" / name / "compact.pt"
        path.parent.mkdir(parents=True, exist_ok=True)
        _shrink(saved / f"{name}.pt", path, halve=name != "pretrain")
        entry: dict[str, Any] = {"md5": hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}
        if name in _PRETRAINED:
            entry["dependencies"] = [{"model": "pretrain", "package": "compact"}]
        resources[name] = {"compact": entry}
    table = {
        "url": "file:///unavailable/{lang}/{filename}",
        "fr": {**resources, "default_md5": ""},
        "french": {"alias": "fr"},
    }
    (out / "resources.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    files = [out / "resources.json", *sorted((out / "fr").rglob("*.pt"))]
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(out).as_posix()}\n" for file in files]
    (out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    print(f"{out}: {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")


def _shrink(source: Path, target: Path, *, halve: bool) -> None:
    import torch

    content = torch.load(source, map_location="cpu", weights_only=True)
    if halve and isinstance(content.get("model"), dict):
        content["model"] = _halved(content["model"])
    if "dev_score_history" in content:
        content["dev_score_history"] = []
    torch.save(content, target, _use_new_zipfile_serialization=False)


def _halved(value: Any) -> Any:
    import torch

    if torch.is_tensor(value):
        return value.half() if value.dtype == torch.float32 else value
    return type(value)((key, _halved(item)) for key, item in value.items()) if isinstance(value, dict) else value
