"""A plan is begun from a notice alone, and questions are tried on it, as typed."""

import pytest

from rules.loading import load_plan

# Each test reads whole plans from their files, as the command does.
pytestmark = pytest.mark.slow


def test_a_plan_is_begun_from_nothing_and_read_at_once(kaohe_plan, tmp_path):
    code, out, _ = kaohe_plan("new", "青山镇2025", "--blank", "--folder", "plans")
    assert (code, "能读" in out) == (0, True)
    code, out, _ = kaohe_plan("lint", "plans/青山镇2025")
    assert code == 0
    assert "clauses.yaml 第4行还是“……”" in out
    code, _, complaint = kaohe_plan("new", "青山镇2025", "--blank", "--folder", "plans")
    assert (code, "没有覆盖" in complaint) == (2, True)
    code, _, complaint = kaohe_plan("new", "青山镇", "--blank", "--folder", "plans")
    assert (code, "看不出年度" in complaint) == (2, True)


def test_a_notice_is_cut_into_clauses_and_its_figures_listed_for_a_yes(kaohe_plan, tmp_path):
    notice = tmp_path / "通知.txt"
    notice.write_text(
        "白石乡2024年度考核通知\n一、范围。在编人员。\n二、情况\n（一）借调满3个月的，在借调单位考核。\n"
        "1.不满的在本乡。\n（二）病假超过60天的不参加。\n三、优秀不超过20%。\n"
        "四、填《考核登记表》（附件1）一式两份，2025年1月8日前报。\n",
        encoding="utf-8",
    )
    assert kaohe_plan("new", "白石2024", "--blank", "--folder", "plans")[0] == 0
    code, out, _ = kaohe_plan("import", str(notice), "plans/白石2024")
    assert code == 0
    plan = load_plan(tmp_path / "plans" / "白石2024")
    assert list(plan.clauses) == ["标题", "一", "二", "二(一)", "二(一)1", "二(二)", "三", "四"]
    assert plan.clauses["二(一)"].text == "（一）借调满3个月的，在借调单位考核。"
    for line in (
        "二(一) 时间长短：满3个月",
        "三 比例：20%",
        "四 日期：2025年1月8日前",
        "四 份数：一式两份",
    ):
        assert f"  {line}\n" in out
        assert f"- [ ] {line}" in (plan.root / "待定.md").read_text(encoding="utf-8")
    before = {file: file.read_bytes() for file in plan.root.iterdir()}
    for wrong, words in (
        ([str(notice), "plans/白石2024"], "已经写好了，没有覆盖"),
        ([], "请写通知的文件和方案文件夹"),
    ):
        code, _, complaint = kaohe_plan("import", *wrong)
        assert (code, words in complaint) == (2, True)
    assert {file: file.read_bytes() for file in plan.root.iterdir()} == before


def test_a_folder_that_is_not_there_is_made_and_every_kind_of_figure_listed(kaohe_plan, tmp_path):
    notice = tmp_path / "通知.txt"
    notice.write_text(
        "青山税务所2024年度考核通知\n一、公示5个工作日，30日内可以申请复核。\n"
        "二、到会不少于三分之二，提高3个百分点，病假超过半年的不参加。\n"
        "三、小组由5至9人组成，总结不超过1500字，不足4人的单位给1名。\n四、12月31日前报。\n"
        "附件：名额表\n单位｜人数｜名额\n石桥所｜9｜2\n",
        encoding="utf-8",
    )
    code, out, _ = kaohe_plan("import", str(notice), "plans/青山2024")
    assert code == 0
    for line in (
        "一 时间长短：5个工作日、30日内",
        "二 比例：三分之二、3个百分点",
        "二 时间长短：超过半年",
        "三 数量：5至9人、不超过1500字、不足4人、1名",
        "四 日期：12月31日前",
        "附件 表里一行：石桥所、9、2",
    ):
        assert f"  {line}\n" in out
    assert "旧通知" not in kaohe_plan("lint", "plans/青山2024")[1]
    code, _, complaint = kaohe_plan("import", str(notice), "plans/青山")
    assert (code, "看不出年度" in complaint, "--blank" in complaint) == (2, True, True)


def test_what_is_no_notice_leaves_the_plan_as_it_was(kaohe_plan, tmp_path):
    assert kaohe_plan("new", "白石2024", "--blank", "--folder", "plans")[0] == 0
    folder = tmp_path / "plans" / "白石2024"
    before = {file: file.read_bytes() for file in folder.iterdir()}
    (tmp_path / "空.txt").write_text("没有编号的一段话。", encoding="utf-8")
    (tmp_path / "乱.txt").write_bytes(b"\xff\xfe\x00\x81")
    (tmp_path / "坏.docx").write_bytes(b"no document")
    for name, words in (
        ("空.txt", "没有找到编号"),
        ("乱.txt", "请另存为 UTF-8"),
        ("坏.docx", "读不出文字"),
        ("没有.txt", "没有这个文件"),
        ("通知.wps", "只认 txt、docx 和 pdf"),
    ):
        code, _, complaint = kaohe_plan("import", str(tmp_path / name), str(folder))
        assert (code, words in complaint) == (2, True), (name, complaint)
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_questions_are_tried_and_laid_beside_the_last_time(kaohe_plan, tmp_path):
    questions = tmp_path / "问题.txt"
    questions.write_text("# 先问这些\n挂职的在哪考核\n最多报几个优秀→20\n", encoding="utf-8")
    code, out, _ = kaohe_plan("try", str(questions), "plans/2019")
    assert code == 0
    assert "读作：在哪里考核（是否挂职干部＝挂职）" in out
    assert "20人×20%＝4，不超过4个优秀" in out
    assert "共3问，和上次不一样的0问，新的3问" in out
    quotas = tmp_path / "plans" / "2019" / "quotas.yaml"
    text = quotas.read_text(encoding="utf-8").replace(
        "members: {percent: 20", "members: {percent: 10"
    )
    quotas.write_text(text, encoding="utf-8")
    _, out, _ = kaohe_plan("try", str(questions), "plans/2019", "--changed")
    assert "20人×10%＝2" in out
    assert "上次答：20人×20%＝4" in out
    assert "共3问，和上次不一样的1问，新的0问" in out
    code, _, complaint = kaohe_plan("try", "没有.txt", "plans/2019")
    assert (code, "一行一个问题" in complaint) == (2, True)


def test_questions_with_what_they_should_come_to_are_scored(kaohe_plan, tmp_path):
    questions = tmp_path / "问题.txt"
    questions.write_text(
        "最多报几个优秀→20 | answer | 一(三)5 | 不超过4个\n"
        "最多报几个优秀→20 | silent | 一(一)1 | 不超过5个\n"
        "最多报几个优秀→20\n",
        encoding="utf-8",
    )
    code, out, _ = kaohe_plan("try", str(questions), "plans/2019")
    assert code == 0
    wrong = "不对：种类是“有答复”，应是“没有写”；没有依据一(一)1；没有“不超过5个”"
    assert out.count(wrong) == 1
    assert "写了应当怎样答的2问，对1问" in out
    questions.write_text("登记表交几份 | 有答复\n", encoding="utf-8")
    code, _, complaint = kaohe_plan("try", str(questions), "plans/2019")
    assert (code, "正确写法例如：登记表交几份 | answer" in complaint) == (2, True)
