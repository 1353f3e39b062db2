"""The list of all that the package needs, as other programs read it: CycloneDX 1.6, in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from release.pins import Pin

SELF = "handbook-generator"


def render_sbom(pins: Sequence[Pin], version: str, epoch: int, hashes: Mapping[str, str]) -> str:
    """The bill of materials: the same text for the same release, whenever and wherever it is made.

    Args:
        pins: What is installed with the package.
        version: That of the package.
        epoch: When the release was committed, in seconds since 1970.
        hashes: The SHA-256 of each file of the release, in hexadecimal.
    """
    refs = {(pin.name, pin.version): f"pkg:pypi/{pin.name}@{pin.version}" for pin in pins}
    self_ref = f"pkg:pypi/{SELF}@{version}"
    needs: dict[str, list[str]] = {ref: [] for ref in (self_ref, *refs.values())}
    for pin in pins:
        for parent in pin.parents:
            holders = [self_ref] if parent == SELF else [ref for (name, _), ref in refs.items() if name == parent]
            for holder in holders:
                needs[holder].append(refs[pin.name, pin.version])
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps([self_ref, dict(hashes)], sort_keys=True))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).isoformat(),
            "component": {
                "type": "application",
                "bom-ref": self_ref,
                "name": SELF,
                "version": version,
                "purl": self_ref,
                "licenses": [{"license": {"id": "MIT"}}],
                "components": [
                    {
                        "type": "file",
                        "bom-ref": f"file:{name}",
                        "name": name,
                        "hashes": [{"alg": "SHA-256", "content": digest}],
                    }
                    for name, digest in sorted(hashes.items())
                ],
            },
        },
        "components": [_component(pin, refs[pin.name, pin.version]) for pin in pins],
        "dependencies": [{"ref": ref, "dependsOn": sorted(needs[ref])} for ref in needs],
    }
    return json.dumps(bom, indent=2) + "\n"


def _component(pin: Pin, ref: str) -> dict[str, Any]:
    is_choice = " " in pin.licence
    licence = {"expression": pin.licence} if is_choice else {"license": {"id": pin.licence}}
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": ref,
        "name": pin.name,
        "version": pin.version,
        "purl": ref,
        "licenses": [licence],
    }
    if pin.marker:
        component["properties"] = [{"name": "handbook:marker", "value": pin.marker}]
    return component
