"""The roster page of a supervisor: exactly what was shown is imported, once, or nothing at all."""

from rules.roster import ImportRows, PersonRow
from storage.views import Act
from tests.kit.web.county import County
from tests.kit.web.roster import LIST, everybody, filled, go_on, send, sheet


def test_a_supervisor_sees_what_changes_and_imports_it_once(county: County) -> None:
    body = filled([["钱多", "城关镇", "副镇长"], ["何平", "河口镇", "镇长"]],
                  单位=[["城关镇", "乡镇", "城关", "第一考核组", ""],
                        ["河口镇", "乡镇", "", "第二考核组", ""]])  # fmt: skip
    supervisor, before = county.as_member("jiandu"), everybody(county)
    shown = send(supervisor, body)

    assert "新增人员：钱多（城关镇）" in shown.text
    assert "修改人员：何平（河口镇）" in shown.text
    assert "城关镇：王建国、张伟" in shown.text
    assert everybody(county) == before

    done = go_on(supervisor, shown.text, "/roster/import")
    assert "已导入" in done.text
    after = everybody(county)
    assert after["河口镇"] == ["何平 镇长"]
    assert after["城关镇"] == [*before["城关镇"], "钱多 副镇长"]

    assert "没有要改的，名册和表里一样" in send(supervisor, body).text
    again = go_on(supervisor, shown.text, "/roster/import")
    assert "没有要改的，名册和表里一样" in again.text
    assert everybody(county) == after
    with county.store.reading() as records:
        trail = [(each.by, each.detail) for each in records.audit.entries(act=Act.IMPORTED)]
    assert trail == [("jiandu", {"number": 2, "added": 1, "changed": 1})]


def test_a_roster_changed_meanwhile_is_shown_again(county: County) -> None:
    supervisor = county.as_member("jiandu")
    units = [["城关镇", "乡镇", "城关", "第一考核组", ""]]
    first = send(supervisor, filled([["钱多", "城关镇", "副镇长"]], 单位=units))
    with county.store.transaction() as records:
        meanwhile = ImportRows(people=(PersonRow(2, "钱多", "城关镇", "镇长"),))
        assert records.roster.import_rows(meanwhile, {}).problems == ()

    again = go_on(supervisor, first.text, "/roster/import")
    assert "名册在这期间有了变动" in again.text
    assert "修改人员：钱多（城关镇）" in again.text
    assert everybody(county)["城关镇"][-1] == "钱多 镇长"


def test_an_uploaded_sheet_is_deleted_once_replaced_or_imported(county: County) -> None:
    supervisor, before = county.as_member("jiandu"), county.kept_files()
    units = [["城关镇", "乡镇", "城关", "第一考核组", ""]]
    first = send(supervisor, filled([["钱多", "城关镇", "副镇长"]], 单位=units))
    send(county.as_member("wangfang"), sheet(LIST))
    [_, _] = set(county.kept_files()) - set(before)

    second = send(supervisor, filled([["钱多", "城关镇", "镇长"]], 单位=units))
    [_, _] = set(county.kept_files()) - set(before)
    assert "已经不在了" in go_on(supervisor, first.text, "/roster/import").text

    assert "已导入" in go_on(supervisor, second.text, "/roster/import").text
    [clerks] = set(county.kept_files()) - set(before)
    assert "sheets" in clerks.parts
    assert "已经不在了" in go_on(supervisor, second.text, "/roster/import").text


def test_nothing_is_imported_where_one_row_is_wrong(county: County) -> None:
    supervisor, before = county.as_member("jiandu"), everybody(county)
    units = [["城关镇", "乡镇", "城关", "第一考核组", ""]]
    people = [["钱多", "城关镇", "副镇长"], ["孙立", "成关镇", "副镇长"]]
    shown = send(supervisor, filled(people, 单位=units))
    assert shown.status_code == 422
    assert "什么都没有导入" in shown.text
    assert "人员 第4行 “所在单位”" in shown.text
    assert "没有“成关镇”这个单位" in shown.text
    assert everybody(county) == before
