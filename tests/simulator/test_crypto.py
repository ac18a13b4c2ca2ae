"""The callback crypto against the official sample's vectors."""

import pytest
import xmltodict

from simulator.crypto import CallbackCrypto, CryptoError

KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
OFFICIAL = CallbackCrypto("QDG6eK", KEY, "wx5823bf96d3bd56c7")
ECHO = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
MESSAGE = (
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCU"
    "pj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgp"
    "ue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCK"
    "Iw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o"
    "0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2"
    "pDBS8R07+qN+E7Q=="
)


def zeros(count: int) -> bytes:
    return bytes(count)


def test_the_official_verification_is_opened():
    signature = "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"
    OFFICIAL.check_signature(signature, "1409659589", "263014780", ECHO)
    assert OFFICIAL.decrypt(ECHO) == "1616140317555161061"


def test_the_official_message_is_opened():
    signature = "477715d11cdb4164915debcba66cb864d751f3e6"
    OFFICIAL.check_signature(signature, "1409659813", "1372623149", MESSAGE)
    fields = xmltodict.parse(OFFICIAL.decrypt(MESSAGE))["xml"]
    assert (fields["Content"], fields["MsgId"], fields["AgentID"]) == (
        "hello",
        "4561255354251345929",
        "218",
    )


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 31, 32, 33, 5000])
def test_what_is_sealed_can_be_opened_whatever_the_padding(length):
    message = "字" * length
    assert OFFICIAL.decrypt(OFFICIAL.encrypt(message, zeros)) == message


def test_an_empty_receiver_is_a_receiver_too():
    nobody = CallbackCrypto("t", KEY, "")
    assert nobody.decrypt(nobody.encrypt("给机器人", zeros)) == "给机器人"
    with pytest.raises(CryptoError, match="receiveid"):
        OFFICIAL.decrypt(nobody.encrypt("给机器人", zeros))


@pytest.mark.parametrize("sealed", ["", "AAAA", "不是密文", MESSAGE[:64], MESSAGE[:43]])
def test_what_is_broken_is_refused(sealed):
    with pytest.raises(CryptoError):
        OFFICIAL.decrypt(sealed)


def test_a_wrong_signature_is_refused():
    with pytest.raises(CryptoError, match="签名"):
        OFFICIAL.check_signature("0" * 40, "1409659813", "1372623149", MESSAGE)


def test_a_key_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="43"):
        CallbackCrypto("t", KEY + "x", "corp")
