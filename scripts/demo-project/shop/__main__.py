"""python3 -m shop FOLDER: writes the shop's page into a folder."""

import sys
from pathlib import Path

from shop.pages import page

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
folder.mkdir(parents=True, exist_ok=True)
(folder / "index.html").write_text(page(), encoding="utf-8")
print(f"wrote {folder / 'index.html'}")
