"""The shop as a page."""

from html import escape

from shop.prices import CATALOGUE, DELIVERY, FREE_DELIVERY_FROM


def page() -> str:
    rows = "\n".join(
        f"      <tr><td>{escape(name)}</td><td>{price}</td></tr>" for name, price in CATALOGUE.items()
    )
    return f"""<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Shop</title></head>
  <body>
    <h1>Shop</h1>
    <table>
{rows}
    </table>
    <p>Delivery {DELIVERY}, free from {FREE_DELIVERY_FROM}.</p>
  </body>
</html>
"""
