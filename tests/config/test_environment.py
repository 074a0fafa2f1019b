"""Variables of the environment, and that each is described for the operator."""

import re
from pathlib import Path

import pytest

from config import environment
from config.engines.locks import Lock
from config.engines.places import Places
from config.engines.refused import RefusedError

BASE_DIR = Path(__file__).resolve().parents[2]
READERS = "text|words|whole_number|yes_or_no|one_of|endpoints"
READS = re.compile(rf"\b(?:{READERS})\(\s*\"([A-Z_]+)\"|_SETTING = \"([A-Z_]+)\"")


@pytest.fixture(autouse=True)
def without_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "BROKER_URL", "SITE_ADDRESS", *map(environment.role_url, environment.DATABASE_ROLES)):
        monkeypatch.delenv(name, raising=False)


def test_each_setting_is_described_in_the_operators_page() -> None:
    described = set(re.findall(r"`([A-Z_]+)`", (BASE_DIR / "docs" / "running.md").read_text()))
    sources = [*(BASE_DIR / "config").rglob("*.py")]
    read = {name for source in sources for names in READS.findall(source.read_text()) for name in names if name}
    assert len(read) > 20
    assert read <= described, read - described


def test_a_database_address_becomes_a_role_by_stepping_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://al%40l:s%2Fecret@db.example:6432/deals?sslmode=require")
    found = environment.database("desk")
    assert found == {
        "NAME": "deals",
        "USER": "al@l",
        "PASSWORD": "s/ecret",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require", "options": "-c role=register_desk"},
    }


def test_a_roles_own_login_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_PUBLIC_URL", "postgresql://reader@/deals?host=/run/DB")
    assert environment.has_own_database()
    found = environment.database("public")
    assert (found["USER"], found["HOST"], found["OPTIONS"]) == ("reader", "/run/DB", {})
    with pytest.raises(RefusedError, match=r"DATABASE_DESK_URL is not set.*or DATABASE_URL for all"):
        environment.database("desk")


@pytest.mark.parametrize("address", ["postgresql://host", "postgresql://host:port/db", "localhost", "mysql://h/d"])
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(environment.WrongSettingError, match="DATABASE_URL"):
        environment.database("desk")


def test_without_addresses_the_embedded_servers_are_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    places = Places(tmp_path)
    assert environment.database("worker")["USER"] == "register_worker"
    assert environment.database("worker")["HOST"] == str(places.sockets)
    assert environment.broker_url() == f"redis+socket://{places.broker_socket}?virtual_host=0"


def test_the_sites_address_is_where_up_answers(monkeypatch: pytest.MonkeyPatch, fresh: Places) -> None:
    fresh.make()
    monkeypatch.setenv("DATA_DIR", str(fresh.data))
    monkeypatch.setenv("PORT", "8123")
    assert environment.site_address() == "http://localhost:8123"
    lock = Lock(fresh.lock("up"))
    lock.take()
    lock.write("http://127.0.0.1:9000/")
    assert environment.site_address() == "http://127.0.0.1:9000"
    lock.close()
    monkeypatch.setenv("SITE_ADDRESS", "https://deals.example/")
    assert environment.site_address() == "https://deals.example"


def test_an_address_with_a_port_is_read_for_both_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FETCH_ALLOWED_TEST_ADDRESSES", "127.0.0.1:80, [::1]:443")
    assert environment.endpoints("FETCH_ALLOWED_TEST_ADDRESSES") == {("127.0.0.1", 80), ("::1", 443)}
    monkeypatch.setenv("FETCH_ALLOWED_TEST_ADDRESSES", "localhost:80")
    with pytest.raises(environment.WrongSettingError):
        environment.endpoints("FETCH_ALLOWED_TEST_ADDRESSES")
