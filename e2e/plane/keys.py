"""Keys and certificates of one control plane: made new for every run, readable by their owner only, worth nothing
afterwards."""

import datetime
import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME = datetime.timedelta(days=2)
BACKDATED = datetime.timedelta(minutes=5)
"""How long before now a certificate is valid already, so that a clock set back a little does no harm."""

SERVICE_ADDRESS = "10.0.0.1"
"""The first address of the service range, which the API server gives its own Service."""


@dataclass(frozen=True)
class Certificate:
    """A certificate and its private key, as PEM files."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class Keys:
    """All a control plane needs: who signs, who serves, who may call, and what signs the tokens of service accounts."""

    authority: Path
    serving: Certificate
    admin: Certificate
    controller_manager: Certificate
    service_account_key: Path
    service_account_public_key: Path


def make_keys(folder: Path) -> Keys:
    """Writes all of them into ``folder``, which is made when absent. Replaces what is there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority = _Authority()
    authority_file = folder / "ca.crt"
    write_private(authority_file, authority.certificate.public_bytes(serialization.Encoding.PEM))
    service_account = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    service_account_key = folder / "service-account.key"
    service_account_public_key = folder / "service-account.pub"
    write_private(service_account_key, _key_bytes(service_account))
    write_private(
        service_account_public_key,
        service_account.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
    )
    return Keys(
        authority=authority_file,
        serving=authority.issue_serving(folder / "serving"),
        # system:masters is the group that RBAC never asks (Kubernetes, "Using RBAC Authorization").
        admin=authority.issue_client(folder / "admin", "admin", "system:masters"),
        controller_manager=authority.issue_client(folder / "controller-manager", "system:kube-controller-manager"),
        service_account_key=service_account_key,
        service_account_public_key=service_account_public_key,
    )


def write_private(path: Path, content: bytes) -> None:
    """Writes a file that never, not even for a moment, can be read by others (mode 0600)."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


class _Authority:
    """Signs the run's certificates. Its own key is never written."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        subject = _name("towerforge-e2e")
        usage = x509.KeyUsage(
            digital_signature=True,
            key_cert_sign=True,
            crl_sign=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            encipher_only=False,
            decipher_only=False,
        )
        self.certificate = (
            _builder(subject, subject, self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )

    def issue_serving(self, base: Path) -> Certificate:
        """For the API server: its names inside and outside of a cluster."""
        names: list[x509.GeneralName] = [
            x509.DNSName("localhost"),
            x509.DNSName("kubernetes"),
            x509.DNSName("kubernetes.default"),
            x509.DNSName("kubernetes.default.svc"),
            x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
            x509.IPAddress(ipaddress.ip_address(SERVICE_ADDRESS)),
        ]
        extra = x509.SubjectAlternativeName(names)
        return self._issue(base, _name("kube-apiserver"), ExtendedKeyUsageOID.SERVER_AUTH, extra)

    def issue_client(self, base: Path, user: str, group: str | None = None) -> Certificate:
        """For a caller. The API server takes the common name for the user and the organisation for the group."""
        return self._issue(base, _name(user, group), ExtendedKeyUsageOID.CLIENT_AUTH)

    def _issue(
        self, base: Path, subject: x509.Name, usage: x509.ObjectIdentifier, extra: x509.ExtensionType | None = None
    ) -> Certificate:
        key = ec.generate_private_key(ec.SECP256R1())
        identifier = self.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
        builder = (
            _builder(subject, self.certificate.subject, key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
        )
        if extra is not None:
            builder = builder.add_extension(extra, critical=False)
        certificate = builder.sign(self._key, hashes.SHA256())
        files = Certificate(base.with_suffix(".crt"), base.with_suffix(".key"))
        write_private(files.certificate, certificate.public_bytes(serialization.Encoding.PEM))
        write_private(files.key, _key_bytes(key))
        return files


def _name(common_name: str, organisation: str | None = None) -> x509.Name:
    attributes = [x509.NameAttribute(NameOID.COMMON_NAME, common_name)]
    if organisation is not None:
        attributes.insert(0, x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name(attributes)


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + LIFETIME)
    )


def _key_bytes(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
