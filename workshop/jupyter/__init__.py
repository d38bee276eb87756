"""The server extension, starting JupyterLab, and notebooks made from texts."""
