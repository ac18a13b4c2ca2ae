"""Settings that are complete."""

RIGHT = {
    "KAOHE_PUBLIC_URL": "https://kaohe.example.gov.cn/",
    "KAOHE_WECOM_CORP_ID": "ww1234567890abcdef",
    "KAOHE_WECOM_AGENT_ID": "1000002",
    "KAOHE_WECOM_SECRET": "very-secret-secret",
    "KAOHE_WECOM_TOKEN": "QDG6eK",
    "KAOHE_WECOM_AES_KEY": "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
}
