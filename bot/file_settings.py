"""Where stored files lie and what they are sealed with."""

from functools import partial
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.setting_kinds import S3Url, Trimmed, keys_in
from storage.s3_shelf import S3Address
from storage.sealing import KeyRing, keys_of

PREFIX: Final = "KAOHE_"


class FileSettings(BaseSettings):
    """A folder or an S3-compatible store, with keys or without."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
    )

    s3_url: S3Url | None = Field(
        None,
        description="文件存放在哪个S3（对象存储）的桶里；不填就存在 KAOHE_DATA_DIR",
        examples=["https://s3.example.gov.cn/kaohe"],
    )
    s3_access_key: Annotated[str, Trimmed] = Field(
        "", description="S3 的 Access Key", examples=["kaohe"]
    )
    s3_secret_key: SecretStr | None = Field(
        None, validate_default=True, description="S3 的 Secret Key", examples=["一串字母和数字"]
    )
    s3_region: Annotated[str, Trimmed] = Field(
        "us-east-1", description="S3 的区域，自建的一般不用改", examples=["us-east-1"]
    )

    storage_key_file: Path | None = Field(
        None,
        description="加密存放上交文件的密钥文件，由 kaohe keys new 生成；不填就不加密",
        examples=["/etc/kaohe/storage.key"],
    )
    storage_keys: SecretStr | None = Field(
        None,
        description="同上，直接写密钥（多个用逗号隔开，新的在前），与密钥文件只填一个",
        examples=["43位字母、数字、-、_"],
    )

    @field_validator("s3_secret_key")
    @classmethod
    def _both_keys(cls, key: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if info.data.get("s3_url") and not (key and info.data.get("s3_access_key")):
            raise ValueError("填了 KAOHE_S3_URL，KAOHE_S3_ACCESS_KEY 和它也要填")
        return key

    @field_validator("storage_key_file")
    @classmethod
    def _can_be_read(cls, path: Path | None) -> Path | None:
        if path is not None:
            keys_in(path)
        return path

    @field_validator("storage_keys")
    @classmethod
    def _are_keys(cls, keys: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if keys is not None and info.data.get("storage_key_file") is not None:
            raise ValueError("和 KAOHE_STORAGE_KEY_FILE 只能填一个")
        if keys is not None:
            keys_of(keys.get_secret_value())
        return keys

    def key_ring(self) -> KeyRing:
        """What stored files are sealed with; the file is looked into again for a new key."""
        if self.storage_key_file is not None:
            return KeyRing(partial(keys_in, self.storage_key_file))
        keys = self.storage_keys.get_secret_value() if self.storage_keys else ""
        return KeyRing(partial(keys_of, keys))

    def files(self) -> S3Address | None:
        """The store that files lie in, None for the data folder."""
        if self.s3_url is None or self.s3_secret_key is None:
            return None
        endpoint, _, bucket = self.s3_url.rpartition("/")
        secret = self.s3_secret_key.get_secret_value()
        return S3Address(endpoint, bucket, self.s3_access_key, secret, self.s3_region)
