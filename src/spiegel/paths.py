"""Where Spiegel keeps what is not a session: settings, formats, logs."""

from pathlib import Path

import platformdirs

_NAME = "spiegel"


def settings_file() -> Path:
    """The user's settings, a TOML file that a person may edit."""
    return platformdirs.user_config_path(_NAME) / "settings.toml"


def own_formats() -> Path:
    """The folder of the user's own formats."""
    return platformdirs.user_config_path(_NAME) / "formats"


def own_plans() -> Path:
    """The folder of the running orders that the user keeps."""
    return platformdirs.user_data_path(_NAME) / "plans"


def log_folder() -> Path:
    """The folder of the log and of crash files."""
    return platformdirs.user_log_path(_NAME)
