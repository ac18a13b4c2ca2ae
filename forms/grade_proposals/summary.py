"""What a list of proposals comes to: how many of each grade, and whose quota its 优秀 use."""

from collections import Counter
from collections.abc import Sequence

from forms.grade_proposals.checks import team_grade
from forms.grade_proposals.layout import Proposals
from forms.grade_proposals.match import matched
from forms.kit.grades import EXCELLENT
from forms.kit.standing import Share, Standing
from rules.plan import Plan


def summary(plan: Plan, proposals: Proposals, standings: Sequence[Standing]) -> dict[str, object]:
    """Figures without names, kept with the version so that nobody has to open it again.

    `proposed`: the grade by person id (as text, JSON knows no other key), in the list's order.
    `excellent`: all 优秀; of these `own` use the unit's places, `delegated` those of the delegated
    list, `beside` neither, and of `open` the notice does not say.
    """
    lines, rows = proposals.lines, matched(proposals, standings)
    uses = Counter(
        row.standing.quota
        for row in rows
        if row.standing and row.line.grade == EXCELLENT and not row.twice
    )
    return {
        "grades": dict(Counter(line.grade for line in lines if line.grade)),
        "excellent": sum(line.grade == EXCELLENT for line in lines),
        "own": uses[Share.OWN],
        "delegated": uses[Share.DELEGATED],
        "beside": uses[Share.NONE],
        "open": uses[Share.UNSETTLED],
        "team_grade": team_grade(plan, proposals),
        "proposed": {
            str(row.standing.person.id): row.line.grade
            for row in rows
            if row.standing and row.line.grade and not row.twice
        },
    }
