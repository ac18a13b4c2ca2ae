"""Messages put in line, and what became of them."""

from datetime import timedelta

from rules.roster import ImportRows, MemberRow, UnitRow

ROSTER = ImportRows(
    units=(UnitRow(2, "城关镇", "township"),),
    members=(
        MemberRow(2, "zhangsan", "张三", "clerk", "城关镇"),
        MemberRow(3, "lisi", "李四", "supervisor"),
        MemberRow(4, "outside", "范围外", "supervisor"),
    ),
)


def text(words):
    return {"kind": "text", "text": words}


def as_it_is(payload, _records):
    return payload


def queue(store, clock, key, to, payload, **late):
    with store.transaction() as records:
        return records.outbox.enqueue(key, to, payload, clock.now() + timedelta(**late))


def states(store):
    with store.reading() as records:
        return records.outbox.counts()


def texts(driver, userid):
    return [one.text for one in driver.received(userid)]
