"""A kubeconfig: which API server, and as whom."""

import base64
import json
from pathlib import Path

from plane.keys import Certificate, write_private


def write_kubeconfig(path: Path, server: str, authority: Path, client: Certificate) -> Path:
    """One cluster, one user, one context, everything inside the file, so that it can be copied. JSON, which is YAML
    too."""

    def data(file: Path) -> str:
        return base64.b64encode(file.read_bytes()).decode()

    name = "towerforge-e2e"
    content = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": name, "cluster": {"server": server, "certificate-authority-data": data(authority)}}],
        "users": [
            {
                "name": name,
                "user": {
                    "client-certificate-data": data(client.certificate),
                    "client-key-data": data(client.key),
                },
            }
        ],
        "contexts": [{"name": name, "context": {"cluster": name, "user": name, "namespace": "default"}}],
        "current-context": name,
    }
    write_private(path, (json.dumps(content, indent=2) + "\n").encode())
    return path
