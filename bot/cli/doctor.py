"""`kaohe doctor`: everything looked at, and what to do about what is not right."""

from bot.opening import opened, plan_of
from bot.wrong import Wrong


def doctor() -> None:
    """Look at everything, and say what to do about what is not right."""
    from bot.clock import Clock
    from bot.doctor import Patient, State, examine
    from bot.settings import Settings, read_settings

    settings = read_settings(Settings)
    plan = plan_of(settings)
    found = []
    with opened(settings) as store:
        for one in examine(Patient(settings, plan, store, Clock())):
            print(f"{one.state.value}　{one.what}：{one.words}。")
            found.append(one.state)
    print("管理后台里的可见范围这里看不到，请照 deploy.zh-CN.md 的第5步核对。")
    wrong = found.count(State.WRONG)
    if wrong:
        raise Wrong(f"有{wrong}项不对，请照上面说的改好再查一遍。")
