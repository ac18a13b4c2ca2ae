"""The app's account at WeCom, as the settings have it."""

from bot.channels.wecom_app.client import Account
from bot.settings import Settings


def account_of(settings: Settings) -> Account:
    """Where WeCom is, and as whom we call it."""
    return Account(
        settings.wecom_api_url,
        settings.wecom_corp_id,
        settings.wecom_agent_id,
        settings.wecom_secret.get_secret_value(),
    )
