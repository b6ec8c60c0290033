"""What things cost."""

from decimal import Decimal

CATALOGUE = {
    "Apples, 1 kg": Decimal("3.20"),
    "Bread": Decimal("4.50"),
    "Cheese": Decimal("12.90"),
}

DELIVERY = Decimal("5.00")
FREE_DELIVERY_FROM = Decimal("80")


def delivery(total: Decimal) -> Decimal:
    """The price of delivery for an order of this total."""
    return Decimal("0") if total >= FREE_DELIVERY_FROM else DELIVERY


def order(*items: str) -> Decimal:
    """The price of an order, delivery included."""
    total = sum((CATALOGUE[item] for item in items), Decimal("0"))
    return total + delivery(total)
