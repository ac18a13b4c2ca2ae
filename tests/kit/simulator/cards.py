"""Cards as an app sends them."""

SEND_LATER = {"text": "晚点提醒", "key": "later"}


BUTTONS = {
    "card_type": "button_interaction",
    "main_title": {"title": "附件8 未交"},
    "action_menu": {"desc": "更多", "action_list": [{"text": "静音", "key": "mute"}]},
    "task_id": "t1",
    "button_list": [
        {"text": "知道了", "key": "ack"},
        {"text": "上传", "type": 1, "url": "https://example.com"},
        SEND_LATER,
    ],
}


OPTIONS = [{"id": "y", "text": "是"}, {"id": "n", "text": "否"}]


VOTE = {
    "card_type": "vote_interaction",
    "main_title": {"title": "哪些人"},
    "task_id": "t2",
    "checkbox": {"question_key": "who", "mode": 1, "option_list": OPTIONS},
    "submit_button": {"text": "提交", "key": "submit"},
}
