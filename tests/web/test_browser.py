"""The pages in a real browser, at the width of a phone and of a desk."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.kit.forms import made
from tests.kit.web.browser import HEIGHT, WIDTHS, fits, page_of, picture
from tests.kit.web.county import County
from tests.kit.web.upload import filled
from web.chat_files import signature


@pytest.mark.parametrize("width", WIDTHS)
def test_a_clerk_hands_in_a_form_with_faults_and_then_a_right_one(
    browser: Browser, served: tuple[County, str], width: int, tmp_path: Path
) -> None:
    county, _ = served
    clerk = county.as_member("wangfang")
    wrong, right = tmp_path / "附件8.xlsx", tmp_path / "附件8改好.xlsx"
    changes = {"E7": 88, "G9": "优秀", "G10": "秤职", "B11": "赵雷", "D12": "副书记", "F13": None}
    wrong.write_bytes(filled(clerk, changes))
    right.write_bytes(filled(clerk))
    page = page_of(browser, served, "wangfang", width)

    page.goto("/upload?paper=grade_proposals")
    expect(page.get_by_label("交哪份材料")).to_have_value("grade_proposals:")
    picture(page, f"upload-{width}")
    page.get_by_label("选文件").set_input_files(wrong)
    page.get_by_role("button", name="上交").click()

    expect(page.get_by_role("heading", name="必须改，还不算交")).to_be_visible()
    expect(page.get_by_text("优秀多了：考核基数11人×20%=2.2")).to_be_visible()
    assert fits(page)
    picture(page, f"upload-faults-{width}")

    page.get_by_label("选文件").set_input_files(right)
    page.get_by_role("button", name="上交").click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    expect(page.get_by_text("2019-000002")).to_be_visible()
    picture(page, f"upload-received-{width}")

    page.get_by_role("link", name="查看回执").last.click()
    expect(page.get_by_role("heading", name="与上一版相比")).to_be_visible()
    assert fits(page)
    picture(page, f"receipt-changes-{width}")

    page.get_by_role("link", name="查看应交清单").click()
    expect(page.get_by_text("已交（第2版）").first).to_be_visible()
    assert fits(page)
    picture(page, f"unit-{width}")
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", WIDTHS)
def test_several_files_and_refusals_side_by_side(
    browser: Browser, served: tuple[County, str], width: int, tmp_path: Path
) -> None:
    files = {
        "张伟-登记表.docx": made.docx_of("个人总结"),
        "刘洋-登记表.xlsx": made.pdf(),
        "机密-陈静登记表.docx": made.docx_of("总结"),
    }
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    page = page_of(browser, served, "wangfang", width)

    page.goto("/upload?paper=registration")
    page.get_by_label("选文件").set_input_files([tmp_path / name for name in files])
    picture(page, f"upload-several-{width}")
    page.get_by_role("button", name="上交").click()

    expect(page.get_by_role("heading", name="没有收")).to_have_count(2)
    expect(page.get_by_role("heading", name="必须改，还不算交")).to_have_count(1)
    expect(page.get_by_text("涉密不上网")).to_be_visible()
    assert fits(page)
    picture(page, f"upload-several-results-{width}")


def test_the_form_works_without_scripts(
    browser: Browser, served: tuple[County, str], tmp_path: Path
) -> None:
    county, _ = served
    form = tmp_path / "附件8.xlsx"
    form.write_bytes(filled(county.as_member("wangfang")))
    page = page_of(browser, served, "wangfang", 390, java_script_enabled=False)

    page.goto("/upload?paper=grade_proposals")
    page.get_by_label("选文件").set_input_files(form)
    page.get_by_role("button", name="上交").click()

    expect(page.get_by_role("heading", name="已收到")).to_be_visible()


def test_the_form_can_be_filled_from_the_keyboard(
    browser: Browser, served: tuple[County, str]
) -> None:
    page = page_of(browser, served, "wangfang", 1280)
    page.goto("/upload")

    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.id || document.activeElement.innerText")
        )

    assert [each for each in reached if each in ("item", "files", "send")] == [
        "item",
        "files",
        "send",
    ]
    assert reached[0] == "跳到正文"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_other_pages_look_right(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    county, _ = served
    for userid, path, name, words in (
        ("zhangwei", "/unit", "cadre", "我的材料"),
        ("jiandu", "/unit", "units", "各单位"),
        ("lina", f"/unit/{county.unit_id('城关镇')}", "forbidden", "不能打开这一页"),
    ):
        page = page_of(browser, served, userid, width)
        page.goto(path)
        expect(page.get_by_role("heading", name=words).first).to_be_visible()
        assert fits(page)
        picture(page, f"{name}-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_paper_is_told_by_the_file_and_asked_in_the_row_where_unclear(
    browser: Browser, served: tuple[County, str], width: int, tmp_path: Path
) -> None:
    county, _ = served
    form, unclear = tmp_path / "一张表.xlsx", tmp_path / "扫描.pdf"
    form.write_bytes(filled(county.as_member("wangfang")))
    unclear.write_bytes(made.pdf())
    page = page_of(browser, served, "wangfang", width)

    page.goto("/upload")
    page.get_by_label("选文件").set_input_files(form)
    page.get_by_label("选文件").set_input_files(unclear)
    page.get_by_role("button", name="上交", exact=True).click()

    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    expect(page.get_by_text("看不出这是哪份材料，请选一项。")).to_be_visible()
    assert fits(page)
    picture(page, f"upload-asked-{width}")
    page.get_by_label("扫描.pdf 是哪份材料").select_option("grade_proposals:")
    page.get_by_role("button", name="按这份交").click()
    expect(page.get_by_role("heading", name="扫描件已留存")).to_be_visible()
    expect(page.get_by_text("和第1版表格放在一起")).to_be_visible()

    page.get_by_role("link", name="查看回执").last.click()
    expect(page.get_by_role("button", name="打印回执")).to_be_visible()
    assert fits(page)
    picture(page, f"receipt-{width}")
    assert page.faults == []  # type: ignore[attr-defined]


def test_files_dropped_on_a_desktop_wait_in_the_page_while_the_network_is_away(
    browser: Browser, served: tuple[County, str], tmp_path: Path
) -> None:
    page = page_of(browser, served, "wangfang", 1280)
    page.goto("/upload?paper=grade_proposals")
    dropped = page.evaluate_handle(
        """(body) => {
            const data = new DataTransfer();
            data.items.add(new File([Uint8Array.from(body)], "附件8.xlsx"));
            return data;
        }""",
        list(filled(served[0].as_member("wangfang"))),
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": dropped})
    expect(page.get_by_text("附件8.xlsx")).to_be_visible()

    page.context.set_offline(True)
    page.get_by_role("button", name="上交", exact=True).click()
    expect(page.get_by_text("还留在本页，没有丢")).to_be_visible()
    picture(page, "upload-offline-1280")
    page.context.set_offline(False)

    expect(page.get_by_role("heading", name="已收到")).to_be_visible()


def test_files_out_of_a_chat_on_a_phone(
    browser: Browser, served: tuple[County, str], tmp_path: Path
) -> None:
    agent = "Mozilla/5.0 (Linux; Android 13) wxwork/4.1.0 MicroMessenger/7.0.1"
    page = page_of(browser, served, "wangfang", 390, user_agent=agent)
    stand_in = """window.ww = {
        register(options) { window.registered = options; },
        async chooseMessageFile() {
            return { tempFiles: [{ localId: "1", name: "附件8.xlsx" }] };
        },
        async getLocalFileData() { return { localData: "%s" }; },
    };"""
    body = base64.b64encode(filled(served[0].as_member("wangfang"))).decode()
    page.route(
        "https://wwcdn.weixin.qq.com/**",
        lambda route: route.fulfill(content_type="text/javascript", body=stand_in % body),
    )

    page.goto("/upload")
    page.get_by_role("button", name="从聊天里选文件").click()
    expect(page.get_by_text("附件8.xlsx")).to_be_visible()
    picture(page, "upload-chat-390")
    page.get_by_role("button", name="上交", exact=True).click()

    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    signed = page.evaluate("window.registered.getAgentConfigSignature()")
    assert signed == signature(
        "ticket-of-agent_config", page.url, signed["nonceStr"], signed["timestamp"]
    )
    assert page.faults == []  # type: ignore[attr-defined]


def test_the_page_does_not_wait_for_wecoms_script(
    browser: Browser, served: tuple[County, str], tmp_path: Path
) -> None:
    """Its host is reached, but never answers."""
    agent = "Mozilla/5.0 (Linux; Android 13) wxwork/4.1.0 MicroMessenger/7.0.1"
    page = page_of(browser, served, "wangfang", 390, user_agent=agent)
    page.route("https://wwcdn.weixin.qq.com/**", lambda _route: None)
    file = tmp_path / "附件8.xlsx"
    file.write_bytes(filled(served[0].as_member("wangfang")))

    page.goto("/upload?paper=grade_proposals", wait_until="domcontentloaded")
    page.get_by_label("选文件").set_input_files(file)
    page.get_by_role("button", name="上交", exact=True).click()

    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    expect(page.get_by_role("button", name="从聊天里选文件")).to_be_hidden()


def test_a_result_with_many_faults_is_two_screens_at_most_on_a_phone(
    browser: Browser, served: tuple[County, str]
) -> None:
    """The summary with the marked copy on top, the faults folded by person."""
    county, _ = served
    faults = {f"G{row}": "很好" for row in range(6, 18)} | {f"E{row}": "高" for row in range(6, 18)}
    body = filled(county.as_member("wangfang"), faults)
    page = page_of(browser, served, "wangfang", 390)
    page.goto("/upload")
    page.set_input_files("#files", {"name": "附件8.xlsx", "mimeType": "", "buffer": body})
    page.get_by_role("button", name="上交", exact=True).click()
    marked = page.get_by_role("link", name="下载批注版")
    expect(marked).to_be_visible()
    result = page.locator("#results").bounding_box()
    place = marked.bounding_box()
    assert result is not None
    assert place is not None
    assert result["height"] <= 2 * HEIGHT
    assert place["y"] < HEIGHT
