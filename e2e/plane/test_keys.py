"""The run's keys: who they are for and who can read them."""

import ipaddress
import json
import stat
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID

from plane.keys import make_keys, write_private
from plane.kubeconfig import write_kubeconfig


def test_nothing_that_is_written_can_be_read_by_others(tmp_path: Path):
    keys = make_keys(tmp_path / "keys")
    write_kubeconfig(tmp_path / "keys" / "kubeconfig", "https://127.0.0.1:1", keys.authority, keys.admin)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}

    assert set(modes.values()) == {0o600}, modes
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_a_file_that_others_could_read_is_not_kept_open_to_them(tmp_path: Path):
    path = tmp_path / "secret"
    path.write_text("old")
    path.chmod(0o644)

    write_private(path, b"new")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == b"new"


def test_the_server_is_known_by_its_names_inside_and_outside_of_a_cluster(tmp_path: Path):
    certificate = _read(make_keys(tmp_path).serving.certificate)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value

    assert "kubernetes.default.svc" in names.get_values_for_type(x509.DNSName)
    assert names.get_values_for_type(x509.IPAddress) == [
        ipaddress.ip_address("127.0.0.1"),
        ipaddress.ip_address("10.0.0.1"),
    ]


def test_the_administrator_is_in_the_group_that_may_do_everything_and_the_controllers_are_not(tmp_path: Path):
    keys = make_keys(tmp_path)

    assert _groups(keys.admin.certificate) == ["system:masters"]
    assert _groups(keys.controller_manager.certificate) == []


def test_the_authority_has_signed_what_it_issued(tmp_path: Path):
    keys = make_keys(tmp_path)
    authority = _read(keys.authority)

    for issued in (keys.serving, keys.admin, keys.controller_manager):
        _read(issued.certificate).verify_directly_issued_by(authority)


def test_a_kubeconfig_has_everything_inside(tmp_path: Path):
    keys = make_keys(tmp_path / "keys")
    path = write_kubeconfig(tmp_path / "kubeconfig", "https://127.0.0.1:1", keys.authority, keys.admin)

    assert str(tmp_path) not in path.read_text()
    assert json.loads(path.read_text())["clusters"][0]["cluster"]["server"] == "https://127.0.0.1:1"


def _read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _groups(path: Path) -> list[str]:
    return [str(name.value) for name in _read(path).subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)]
