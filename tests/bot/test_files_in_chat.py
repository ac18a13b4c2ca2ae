"""A file sent in a chat: taken like an upload, asked about only if unclear, nothing half kept."""

import io
from urllib.parse import unquote

import openpyxl
import pytest

from forms.kit.safe import safety
from tests.kit.bot.stage import BotStage
from tests.kit.forms import made

# Each test starts the whole service and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow

PNG = made.png(1240, 1754)


def test_the_file_says_itself_what_it_is_and_is_taken_with_a_receipt(here: BotStage):
    answer = here.send("wangfang", "1234.xlsx", here.proposals())

    assert answer.startswith("已收到：附件8")
    assert "回执号" in answer
    assert here.kept() == [("1234.xlsx", None, 1, "checked")]
    assert here.left_over() == []


def test_at_once_it_says_that_work_has_begun(here: BotStage):
    here.wecom.send_media("wangfang", "file", "附件8.xlsx", here.proposals())

    outcome = here.wecom.received("wangfang")
    assert len(outcome) == 1  # one message, first a note, then the result in its place
    assert here.wecom.finished("wangfang").text.startswith("已收到")


def test_the_first_faults_are_told_and_the_rest_linked(here: BotStage):
    faults = {f"G{row}": "很好" for row in range(7, 13)}
    answer = here.send("wangfang", "附件8.xlsx", here.proposals(**faults))

    assert answer.count("必须改：") == 3
    assert "还不算交" in answer
    said = here.wecom.last("wangfang").body["content"]
    assert "/receipt/" in said
    assert "下载批注版" in said
    assert "/marked/2019-000001.xlsx" in unquote(said)
    assert [one[3] for one in here.kept()] == ["faulty"]


def test_what_has_no_fault_or_no_marked_copy_links_to_none(here: BotStage):
    for name, body in (("附件8.xlsx", here.proposals()), ("附件8.pdf", made.pdf())):
        here.send("wangfang", name, body)
    said = unquote(str([one.body for one in here.wecom.received("wangfang")]))
    assert "/receipt/" in said
    assert "/marked/" not in said


def test_it_can_be_taken_back_by_its_button(here: BotStage):
    here.send("wangfang", "附件8.xlsx", here.proposals())
    card = here.wecom.wait_for("wangfang", lambda one: one.card is not None)
    here.wecom.click("wangfang", card.id, card.body["button_list"][0]["key"])
    shown = here.wecom.wait_for("wangfang", lambda one: "确认撤回" in str(one.body))
    assert [one[3] for one in here.kept()] == ["checked"]
    said = here.ask("wangfang", "1")

    assert "附件8" in shown.text
    assert said.startswith("已撤回")
    assert [one[3] for one in here.kept()] == ["withdrawn"]


def test_an_expired_link_is_told_and_nothing_is_kept(here: BotStage):
    fields = {
        "msgid": "old-link",
        "aibotid": "aib1",
        "chattype": "single",
        "from": {"userid": "wangfang"},
        "msgtype": "file",
        "file": {"url": f"{here.wecom.base_url}/aibot/media/no-such-link"},
    }
    first = here.wecom.plain(fields)[0]["reply"]
    done = here.stream_of(fields)

    assert first["stream"]["finish"] is False
    assert "只保留5分钟" in done
    assert here.left_over() == []


def test_a_broken_download_is_told_and_nothing_is_kept(here: BotStage):
    here.wecom.faults(media_cut=1)
    answer = here.send("wangfang", "附件8.xlsx", here.proposals())

    assert "没有收完整" in answer
    assert (here.kept(), here.left_over()) == ([], [])


def test_a_busy_download_is_tried_again(here: BotStage):
    here.wecom.faults(media_503=2)

    assert here.send("wangfang", "附件8.xlsx", here.proposals()).startswith("已收到")


def test_what_is_too_large_is_refused_without_being_kept(here: BotStage):
    answer = here.send("wangfang", "附件8.xlsx", b"x" * (safety.MOST_BYTES + 100))

    assert "文件太大" in answer
    assert (here.kept(), here.left_over()) == ([], [])


def test_an_unsafe_file_is_refused_in_the_words_of_the_upload_page(here: BotStage):
    answer = here.send("wangfang", "绝密-附件8.xlsx", here.proposals())

    assert "涉密不上网" in answer
    assert (here.kept(), here.left_over()) == ([], [])


def test_a_scan_that_says_nothing_is_asked_about_and_taken_by_the_sentence_after(here: BotStage):
    asked = here.send("wangfang", "扫描.pdf", made.pdf())
    here.later(seconds=60)
    answer = here.ask("wangfang", "这是张伟的述职报告")

    assert "还没有交上去" in asked
    assert answer.startswith("已收到：张伟的")
    assert [one[0] for one in here.kept("duty_report")] == ["扫描.pdf"]
    assert here.left_over() == []


def test_the_sentence_before_is_joined_too_within_two_minutes(here: BotStage):
    here.ask("wangfang", "这是刘洋的述职报告")
    here.later(seconds=90)
    answer = here.send("wangfang", "扫描.pdf", made.pdf())

    assert answer.startswith("已收到：刘洋的")


def test_a_sentence_of_long_ago_is_not(here: BotStage):
    here.ask("wangfang", "这是刘洋的述职报告")
    here.later(minutes=3)
    answer = here.send("wangfang", "扫描.pdf", made.pdf())

    assert "还没有交上去" in answer
    assert here.kept("duty_report") == []


def test_a_name_in_the_files_name_is_enough(here: BotStage):
    answer = here.send("wangfang", "陈静述职报告.pdf", made.pdf())

    assert answer.startswith("已收到：陈静的")


def test_a_cadre_is_asked_with_buttons_which_of_their_papers_it_is(here: BotStage):
    since = here.wecom.state()["version"]
    asked = here.send("zhangwei", "扫描.pdf", made.pdf())
    card = here.wecom.wait_for("zhangwei", lambda one: one.card is not None, since=since)
    button = next(one for one in card.body["button_list"] if ":duty_report" in one["key"])
    here.wecom.click("zhangwei", card.id, button["key"])
    late = here.wecom.wait_for("zhangwei", "已收到")

    assert "这是哪份材料" in asked
    assert "张伟的" in late.text
    assert len(here.kept("duty_report")) == 1


def test_somebody_of_another_unit_hands_in_nothing_of_ours(here: BotStage):
    answer = here.send("lina", "附件8.xlsx", here.proposals())

    assert "已收到" not in answer
    assert here.kept() == []


def test_the_form_of_another_unit_or_year_is_refused_and_not_kept(here: BotStage):
    form = here.proposals()
    seen = [
        here.send("wangfang", name, replaced(form, own, changed))
        for own, changed in (("城关镇", "河口镇"), ("2019", "2018"))
        for name in ("hekou.xlsx", "附件8.xlsx")
    ]

    unit, year = "您只能交城关镇的，没有收", "现在收的是2019年度的，没有收"
    found = [[words in answer for words in (unit, year)] for answer in seen]
    assert found == [[True, False], [True, False], [False, True], [False, True]]
    assert (here.kept(), here.left_over()) == ([], [])


def test_the_section_hands_in_nothing(here: BotStage):
    assert "由单位的政工人事或干部本人上交" in here.send("jiandu", "附件8.xlsx", b"x" * 10)


def test_a_photo_sent_to_the_app_is_taken_as_a_scan(here: BotStage):
    here.app.say("zhangwei", "这是我的述职报告")
    outcome = here.app.send_media("zhangwei", "image", "IMG_1.png", PNG)

    assert outcome.answers[0].text.startswith("已收到：张伟的")
    assert [one[0].endswith(".png") for one in here.kept("duty_report")] == [True]
    assert here.left_over() == []


def test_a_photo_with_a_sentence_is_one_mixed_message_to_the_bot(here: BotStage):
    since = here.wecom.state()["version"]
    here.wecom.mixed("wangfang", "这是张伟的述职报告", "IMG_1.png", PNG)

    assert here.wecom.finished("wangfang", since).text.startswith("已收到：张伟的")


def test_a_file_whose_process_died_is_asked_for_again(here: BotStage):
    fields = {
        "kind": "arrival",
        "channel": "aibot",
        "arrival": {
            "inquiry": {
                "message_id": "aibot:lost",
                "sender": "wangfang",
                "channel": "aibot",
                "at": here.clock.now().isoformat(),
                "attachment": {"kind": "file"},
            },
            "nature": "sent",
        },
    }
    assert here.service.bot is not None
    here.service.bot.take_over(fields)

    standing = here.service.bot.standing("lost")
    assert standing is not None
    assert "重新发一次" in standing.text


def replaced(form: bytes, old: str, new: str) -> bytes:
    """The workbook with these words changed in every cell."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace(old, new)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
