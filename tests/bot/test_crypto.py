"""Envelopes: the official vector, and everything that is not from WeCom."""

import os

import pytest

from bot.channels.wecom_app.crypto import Envelopes, Forged, Unforeseen, Unreadable

# The sample of page 90968.
TOKEN = "QDG6eK"
AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
CORP = "wx5823bf96d3bd56c7"
ECHO = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
ECHO_SIGNATURE = "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"


@pytest.fixture
def envelopes():
    return Envelopes(TOKEN, AES_KEY, CORP)


def test_the_official_sample_opens(envelopes):
    plain = envelopes.open(ECHO, ECHO_SIGNATURE, "1409659589", "263014780")

    assert plain == "1616140317555161061"


def test_what_is_sealed_opens_again_and_never_looks_the_same(envelopes):
    first, second = (envelopes.seal("<xml>好</xml>", "1", "n") for _ in range(2))

    assert first != second
    encrypted = first.split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    signature = first.split("<MsgSignature><![CDATA[")[1].split("]]>")[0]
    assert envelopes.open(encrypted, signature, "1", "n") == "<xml>好</xml>"


@pytest.mark.parametrize("signature", ["", "0" * 40, ECHO_SIGNATURE.upper(), "签名"])
def test_a_wrong_signature_is_forged(envelopes, signature):
    with pytest.raises(Forged):
        envelopes.open(ECHO, signature, "1409659589", "263014780")


def test_another_companys_message_is_forged():
    ours = Envelopes(TOKEN, AES_KEY, "wwsomebodyelse")

    with pytest.raises(Forged):
        ours.open(ECHO, ECHO_SIGNATURE, "1409659589", "263014780")


@pytest.mark.parametrize("garbage", ["", "%%%", "AAAA", ECHO[:40], ECHO[:-4], "A" * 64])
def test_garbage_under_a_right_signature_is_unreadable_or_forged(envelopes, garbage):
    signature = envelopes.signature("1", "n", garbage)

    with pytest.raises((Unreadable, Forged)):
        envelopes.open(garbage, signature, "1", "n")


@pytest.mark.parametrize("receiver", ["", CORP])
def test_a_bots_envelope_names_nobody_or_our_own_corp(receiver: str) -> None:
    encrypted = _sealed_for(receiver)
    bots = Envelopes(TOKEN, AES_KEY, "", also=(CORP,))

    assert bots.open(encrypted, bots.signature("1", "n", encrypted), "1", "n") == "<xml/>"


def test_a_bots_envelope_for_somebody_else_is_forged() -> None:
    encrypted = _sealed_for("wwsomebodyelse")
    bots = Envelopes(TOKEN, AES_KEY, "", also=(CORP,))

    with pytest.raises(Forged):
        bots.open(encrypted, bots.signature("1", "n", encrypted), "1", "n")


def _sealed_for(receiver: str) -> str:
    sealed = Envelopes(TOKEN, AES_KEY, receiver).seal("<xml/>", "1", "n")
    return sealed.split("<Encrypt><![CDATA[")[1].split("]]>")[0]


def test_no_bytes_are_given_out_twice():
    drawn = Unforeseen()
    taken = [drawn.take(16) for _ in range(1_000)]

    assert len(set(taken)) == 1_000
    assert all(len(one) == 16 for one in taken)


def test_a_copy_of_the_process_gives_out_others():
    drawn = Unforeseen()
    drawn.take(1)
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.write(writes, drawn.take(16))
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writes)

    assert os.read(reads, 16) != drawn.take(16)
    os.close(reads)
