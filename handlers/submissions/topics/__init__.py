"""What the chat can ask of papers."""

from typing import Final

from handlers.submissions.topics import (
    change_proposal,
    custody,
    export,
    file_types,
    fill_form,
    get_form,
    hand_in,
    others,
    packet,
    paper,
    return_paper,
    status,
    whats_wrong,
    withdraw,
)

TOPICS: Final = (
    change_proposal.change_proposal,
    custody.custody,
    export.export,
    file_types.file_types,
    fill_form.fill_form,
    get_form.get_form,
    hand_in.hand_in,
    others.others,
    packet.packet,
    packet.blanks,
    paper.paper,
    return_paper.return_paper,
    return_paper.undo_return,
    status.missing,
    status.overdue,
    status.progress,
    whats_wrong.whats_wrong,
    withdraw.withdraw,
)
