"""How many of the seeded faults are told, and what is told of forms without a fault.

python -m benchmarks.faults
"""

from tests.kit.forms.faults import outcomes


def main() -> None:
    every = list(outcomes())
    seeded = sum(each.seeded for each in every)
    missed = [f"{each.name}: {what}" for each in every for what in each.missed]
    alarms = [f"{each.name}: {what}" for each in every for what in each.alarms]
    right = sum(not each.seeded for each in every)
    print(f"{len(every) - right} forms with {seeded} seeded faults, {right} right forms")
    print(f"recall {100 * (seeded - len(missed)) / seeded:.1f} %, false alarms {len(alarms)}")
    for words in (*missed, *(f"false alarm, {each}" for each in alarms)):
        print(f"  {words}")


if __name__ == "__main__":
    main()
